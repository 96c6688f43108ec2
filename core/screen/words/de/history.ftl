# Papierkorb und frühere Stände.

trash-title = Papierkorb
trash-intro = Gelöschtes bleibt 30 Tage hier.
trash-none = Der Papierkorb ist leer
trash-none-next = Gelöschte Konten bleiben 30 Tage hier.
trash-deleted = Gelöscht { $time } durch { $device }
trash-restore = Wiederherstellen
trash-restore-name = Wiederherstellen: { $name }
trash-restored = { $name } ist wieder da
trash-delete = Endgültig löschen
trash-delete-name = Endgültig löschen: { $name }
trash-empty = Papierkorb leeren
trash-delete-title = Endgültig löschen?
trash-delete-text = Das Geheimnis von „{ $name }“ wird hier und im jetzigen Stand des Backups gelöscht. Verlangt der Dienst noch Codes, ist dort keine Anmeldung mehr möglich.
trash-empty-text = { $n ->
    [one] Das Geheimnis von { $n } Konto wird gelöscht. Verlangt sein Dienst noch Codes, ist dort keine Anmeldung mehr möglich.
   *[other] Die Geheimnisse von { $n } Konten werden gelöscht. Verlangen ihre Dienste noch Codes, ist dort keine Anmeldung mehr möglich.
}
trash-deleted-done = Endgültig gelöscht

history-title = Frühere Stände
history-intro = Der Dienst bewahrt frühere Stände des Backups mindestens 30 Tage auf. Bevor sich etwas ändert, ist zu sehen, was.
history-none = Es gibt keinen früheren Stand
history-none-next = Stände erscheinen nach den ersten Änderungen.
history-off = Das Cloud-Backup ist aus
history-off-next = Frühere Stände bewahrt der Backup-Dienst auf.
history-number = Stand { $number }
history-present = der jetzige Stand
history-preview = Zurück zum { $time }
history-preview-intro = Das würde sich ändern:
history-go = Zu diesem Stand zurückkehren
history-go-title = Zu diesem Stand zurückkehren?
history-go-text = Das ist eine Änderung wie jede andere: alle Geräte folgen, und von dieser Seite aus geht es auch wieder vorwärts.
history-nothing = Dieser Stand gleicht dem jetzigen.
history-done = Der Stand vom { $time } ist zurück
history-done-next = Rückgängig: in der Liste den neuesten Stand davor wählen.
