"""Storyboard → plan → quote → render → cut: the core. Pure where it can be, durable where not."""
