"""What leaves the building: the PDF snapshot of an engagement, printed from the same views as the screen."""
