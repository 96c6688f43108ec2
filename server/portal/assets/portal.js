// Every page works without this. It shows times in the reader's own zone.
'use strict';
for (const time of document.querySelectorAll('time[datetime]')) {
  const at = new Date(Number(time.getAttribute('datetime')));
  if (!Number.isNaN(at.valueOf())) {
    time.textContent = at.toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
  }
}
