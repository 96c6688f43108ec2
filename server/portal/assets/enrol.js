// The code stands in the fragment, which no server gets. It goes from here into the app, or into the clipboard, and nowhere else.
'use strict';
const link = location.href;
if (/#regain-[0-9]+\.[\w-]+$/.test(link)) {
  document.getElementById('none').hidden = true;
  document.getElementById('here').hidden = false;
  const app = document.getElementById('app');
  if (app) app.href += encodeURIComponent(link);
  document.getElementById('copy').addEventListener('click', async () => {
    await navigator.clipboard.writeText(link);
    document.getElementById('copied').hidden = false;
  });
}
