portal-name = Anmeldung und Sicherheit
skip = Zum Inhalt
tab-security-info = Sicherheitsinformationen
tab-sessions = Sitzungen
tab-admin = Verwaltung
sign-out = Abmelden
done-signed-out = Sie sind abgemeldet.

fault-not-found-title = Hier ist nichts
fault-not-found = Die Adresse stimmt nicht, oder was hier stand, gibt es nicht mehr.
fault-forbidden-title = Das dürfen Sie nicht
fault-forbidden = Ihre Rolle erlaubt das nicht.
fault-foreign-title = Das kam nicht von unserer Seite
fault-foreign = Das Formular wurde nicht von einer Seite dieses Portals gesendet; es ist nichts geschehen. Öffnen Sie die Seite hier und versuchen Sie es erneut.
fault-malformed-title = Das lässt sich nicht lesen
fault-malformed = Was gesendet wurde, ist unvollständig oder nicht das, was diese Seite erwartet. Es ist nichts geschehen.
fault-moved-title = Inzwischen hat sich etwas geändert
fault-moved = Die Seite war veraltet: Ein anderes Fenster oder jemand anderes war schneller. Es ist nichts geschehen. Sehen Sie sich die Seite noch einmal an.
fault-expired-title = Das hat zu lange gedauert
fault-expired = Die Anmeldung ist beendet. Beginnen Sie von vorn.
fault-slow-title = Bitte warten
fault-slow-seconds = Zu viele Versuche. Versuchen Sie es in { $seconds ->
    [one] { $seconds } Sekunde
   *[other] { $seconds } Sekunden
} erneut.
fault-slow-minutes = Zu viele Versuche. Versuchen Sie es in { $minutes ->
    [one] { $minutes } Minute
   *[other] { $minutes } Minuten
} erneut.
fault-busy-title = Gerade ist zu viel los
fault-busy = Das Portal ist beschäftigt. Versuchen Sie es gleich noch einmal.
fault-internal-title = Hier ist etwas schiefgegangen
fault-internal = Es liegt nicht an Ihnen, und es wurde nichts geändert. Versuchen Sie es erneut; bleibt es dabei, nennen Sie Ihrer Verwaltung diese Nummer: { $id }
fault-limited-title = Noch nicht
fault-limited = Sie haben sich mit einem Wiederherstellungscode angemeldet. Einen Tag lang lassen sich danach von hier aus keine Mailadressen, Rollen und anderen Personen ändern. Das endet { $until }.
fault-step-sign-in = Anmelden
fault-step-again = Zurück zur Seite
fault-step-home = Sicherheitsinformationen
