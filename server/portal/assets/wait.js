// A page that waits is asked for again when what it waits for has changed, or its time is over.
'use strict';
const waits = document.querySelector('[data-events]');
if (waits) {
  const again = () => location.reload();
  const events = new EventSource(waits.dataset.events);
  events.onmessage = (event) => {
    if (event.data !== waits.dataset.state) {
      events.close();
      again();
    }
  };
  // Refused: whatever this page was about is over. A connection that was lost is tried again by the browser itself.
  events.onerror = () => {
    if (events.readyState === EventSource.CLOSED) setTimeout(again, 3000);
  };
  if (waits.dataset.left) setTimeout(again, Number(waits.dataset.left) + 500);
}
