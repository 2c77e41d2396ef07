"""Personal data: the people an export names, numbers with a shape, names by their place."""
