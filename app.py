"""The desk's entrance: opens the workspace and lets Streamlit draw the chosen page."""


def main() -> None:
    """Draw the app; everything is imported here, because the scan's worker processes execute this file too."""
    import os
    from pathlib import Path

    _open_the_first_deep_link()

    from pages.frame.shell import draw

    draw(Path(os.environ.get("CLOSEOUT_WORKSPACE", "workspace")))


def _open_the_first_deep_link() -> None:
    """Load the page once more if it is the first of this process and not the start page.

    Because a folder is called `pages`, Streamlit searches it by itself before this file has named the pages for the
    first time, and tells the browser that there is no such page.
    """
    import streamlit as st
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    context = get_script_run_ctx()
    page = context.pages_manager.intended_page_name if context else None
    if PagesManager.uses_pages_directory and page and page.isidentifier():
        PagesManager.uses_pages_directory = False
        script = f"<script>location.replace('/{page}' + location.search)</script>"
        st.html(script, unsafe_allow_javascript=True)  # the name is letters, digits and underscores only
        st.stop()


if __name__ == "__main__":
    main()
