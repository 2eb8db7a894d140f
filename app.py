"""The desk's entrance: ``streamlit run app.py`` draws the chosen page, ``python app.py`` starts the server first."""


def main() -> None:
    """Draw the app; everything is imported here, because the scan's worker processes execute this file too."""
    import os
    from pathlib import Path

    from streamlit.runtime.scriptrunner import get_script_run_ctx

    if get_script_run_ctx(suppress_warning=True) is None:
        serve()
        return
    from pages.frame.shell import draw

    draw(Path(os.environ.get("CLOSEOUT_WORKSPACE", "workspace")))


def serve() -> None:
    """Start the server with the arguments of ``streamlit run``.

    Streamlit takes a folder `pages/` for an app of its older kind until `st.navigation` was called once, and answers
    the first deep link to a fresh server with "Page not found"; saying beforehand that it is not one avoids that.
    """
    import sys

    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web.cli import main as streamlit

    PagesManager.uses_pages_directory = False
    sys.argv = ["streamlit", "run", __file__, *sys.argv[1:]]
    streamlit()


if __name__ == "__main__":
    main()
