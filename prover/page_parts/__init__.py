"""The parts of the report page: its data, its figures, its sections, and its static files."""
