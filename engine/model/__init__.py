"""What the desk talks about: frozen dataclasses, enums and errors; standard library only."""
