// Streamlit reads its theme where a page begins, from the browser's own store, under a name of its own for every page.
function keep(look, pages) {
  const folder = location.pathname.replace(/[^/]*$/, "");
  const name = look[0].toUpperCase() + look.slice(1);
  for (const page of pages) localStorage.setItem(`stActiveTheme-${folder}${page}-v2`, JSON.stringify(name));
  document.cookie = `closeout-look=${look}; path=${folder}; max-age=31536000; samesite=lax`;
  location.reload();
}
