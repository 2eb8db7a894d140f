"""The desk's entrance: opens the workspace and lets Streamlit draw the chosen page."""


def main() -> None:
    """Draw the app; everything is imported here, because the scan's worker processes execute this file too."""
    import os
    from pathlib import Path

    from pages.frame.shell import draw

    draw(Path(os.environ.get("CLOSEOUT_WORKSPACE", "workspace")))


if __name__ == "__main__":
    main()
