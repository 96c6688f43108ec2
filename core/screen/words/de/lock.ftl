# Die Sperre der App.

lock-title = Regain ist gesperrt
lock-passphrase = App-Passphrase
lock-unlock = Entsperren
lock-passkey = Mit dem Passkey entsperren
lock-now = Jetzt sperren
lock-settings = App-Sperre
lock-settings-hint = Was Regain in diesem Browser öffnet
lock-is-device = Keine: Regain öffnet sich in diesem Browser von selbst
lock-is-passphrase = Eine Passphrase
lock-is-passkey = Ein Passkey oder eine Passphrase
lock-new = Neue App-Passphrase
lock-new-hint = Sie öffnet Regain nur in diesem Browser. Ist sie vergessen, kommen die Konten aus dem Backup zurück.
lock-passkey-hint = Fingerabdruck, Gesicht oder PIN dieses Geräts. Die Passphrase öffnet auch, falls der Passkey fehlt.
lock-changed = Die Sperre wurde geändert
lock-auto = Von selbst sperren
lock-auto-never = Nie
lock-auto-minute = Nach einer Minute
lock-auto-five = Nach fünf Minuten
lock-auto-quarter = Nach 15 Minuten
lock-forgotten = Vergessen? Die Konten kommen aus dem Backup zurück: Regain hier löschen, dann die Wiederherstellung beginnen.
lock-erase = Löschen und wiederherstellen
lock-erase-title = Regain in diesem Browser löschen?
lock-erase-text = Konten, die in keinem Backup sind, sind endgültig verloren.
strength-enough = Stark genug
strength-weak = Zu leicht zu erraten
