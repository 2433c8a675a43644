"""Those who make pictures, clips and sound, behind one interface."""
