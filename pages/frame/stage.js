(() => {
  if (window.coStage) document.removeEventListener("keydown", window.coStage);
  const ways = {
    ArrowRight: "stage-next", PageDown: "stage-next", ArrowLeft: "stage-back", PageUp: "stage-back", Home: "stage-first",
  };
  const busy = "input, textarea, select, [contenteditable], [role=dialog], [role=slider], [role=tablist]";
  window.coStage = (event) => {
    if (!document.querySelector(".st-key-stage") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest(busy)) return;
    if (ways[event.key]) {
      event.preventDefault();
      document.querySelector(`.st-key-${ways[event.key]} button:not([disabled])`)?.click();
    } else if (event.key.toLowerCase() === "f") {
      document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    }
  };
  document.addEventListener("keydown", window.coStage);
})();
