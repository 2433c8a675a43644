"""What the director can do: one thin step file per pipeline step, over pipeline and media."""
