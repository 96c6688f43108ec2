back = Zurück
cancel = Abbrechen

info-title = Sicherheitsinformationen
info-ways = Wie Sie sich anmelden
info-default = Standardmethode:
info-default-none = keine gewählt
info-none = Hier ist noch nichts.
info-set = Gesetzt
info-added = Hinzugefügt
info-used = zuletzt benutzt
info-never-used = nie benutzt
info-ends = endet
info-change = Passwort ändern
info-new-codes = Neue Wiederherstellungscodes
info-make-default = Als Standard festlegen
info-rename = Umbenennen
info-remove = Entfernen
info-remove-it = Entfernen
info-lost = Als verloren melden
info-unseen = { $name } wurde nicht mehr benutzt, seit eine neuere Methode hinzukam. Ist sie verloren oder nicht mehr in Gebrauch, entfernen Sie sie.
info-suspended = { $name } wurde als verloren gemeldet und öffnet nichts. Der Link in der Mail dazu bringt sie zusammen mit der Methode selbst zurück. Bleibt sie verloren, entfernen Sie sie.
info-few-codes = { $left ->
    [0] Sie haben keine Wiederherstellungscodes mehr. Erstellen Sie neue.
    [one] Sie haben noch { $left } Wiederherstellungscode. Erstellen Sie neue.
   *[other] Sie haben noch { $left } Wiederherstellungscodes. Erstellen Sie neue.
}
info-no-codes = Sie haben keine Wiederherstellungscodes. Sie sind Ihr Weg zurück, wenn das Telefon weg ist.
info-limited = Sie haben sich mit einem Wiederherstellungscode angemeldet. Bis { $until } lassen sich von hier aus keine Mailadressen, Rollen und anderen Personen ändern. Methoden hinzufügen und verlorene entfernen können Sie.
enrol-title = Fügen Sie zuerst eine zweite Methode hinzu
enrol-intro = Das Passwort allein genügt nicht, damit Ihr Konto Ihres bleibt. Bis eine zweite Anmeldemethode hinzugefügt ist, ist nichts anderes offen.
enrol-missing = { $missing ->
    [one] Es fehlt noch { $missing } Anmeldemethode.
   *[other] Es fehlen noch { $missing } Anmeldemethoden.
}
kind-password = Passwort
kind-approval = Regain-App
kind-code = Authenticator-App
kind-passkey = Passkey
kind-recovery-codes = Wiederherstellungscodes
kind-pass = Befristeter Zugriffspass
badge-default = Standard
badge-waiting = Noch nicht bestätigt
badge-suspended = Als verloren gemeldet
badge-limited = Eingeschränkt nach einem Wiederherstellungscode
codes-left = { $left ->
    [one] { $left } übrig
   *[other] { $left } übrig
}

rename-title = Umbenennen
rename-name = Name
rename-empty = Geben Sie einen Namen ein.

remove-title = { $name } entfernen?
remove-approval = Die App auf diesem Gerät kann hier keine Anmeldung mehr genehmigen. Um sie wieder zu verwenden, fügen Sie sie neu hinzu.
remove-code = Die Codes dieser App gelten hier nicht mehr. Löschen Sie den Eintrag auch in der App.
remove-passkey = Dieser Passkey meldet Sie nicht mehr an. Löschen Sie ihn auch auf Ihrem Gerät.
remove-recovery-codes = Keiner dieser Codes gilt mehr. Ohne Wiederherstellungscodes kann ein verlorenes Telefon Sie aussperren.
remove-pass = Der Pass gilt nicht mehr, und Sitzungen, die mit ihm geöffnet wurden, enden.
remove-waiting = Sie wurde nie bestätigt; nichts hängt von ihr ab.
remove-password = Ein Passwort wird geändert, nicht entfernt.
remove-last = Das ist Ihre letzte Methode. Fügen Sie zuerst eine andere hinzu; sie kann diese ersetzen.
remove-two = Wer verwaltet, behält mindestens zwei Anmeldemethoden. Fügen Sie zuerst eine andere hinzu.
remove-told = Alle Ihre Mailadressen erfahren davon.

lost-title = { $name } als verloren melden?
lost-which = Was ist verloren?
lost-what = Ab sofort öffnet die Methode nichts mehr, wer immer sie hat.
lost-back = Taucht sie wieder auf, bringt der Link in der Mail, die wir Ihnen senden, sie zurück, zusammen mit der Methode selbst.
lost-last = Sie haben keine andere Anmeldemethode. Ihre Verwaltung wird um Hilfe gebeten.
lost-nothing = Es ist nichts in Gebrauch, das verloren sein könnte.
lost-recovery-note = Die einzige Methode wurde als verloren gemeldet.
lost-at-sign-in = Ich habe ein Gerät verloren
resume-title = { $name } wieder in Gebrauch nehmen?
resume-intro = Die Methode wurde als verloren gemeldet. Tun Sie das nur, wenn Sie sie wieder in Händen haben.
resume-code = Code, den { $name } jetzt zeigt
resume-do = Wieder in Gebrauch nehmen
resume-otherwise = Diese Art von Methode lässt sich hier nicht zurückholen. Melden Sie sich anders an, entfernen Sie sie und fügen Sie sie neu hinzu; haben Sie keine andere Methode, wenden Sie sich an Ihre Verwaltung.
mail-way-back = Wieder da: erneut in Gebrauch nehmen

change-password-title = Passwort ändern
change-password-ends = Sie werden überall außer hier abgemeldet.

address-title = Mailadressen
address-what-for = Jede Änderung Ihrer Anmeldung wird an diese Adressen gemeldet. Anmelden kann man sich mit ihnen nicht.
address-none = Keine Adresse ist bestätigt. Niemand könnte Ihnen sagen, dass jemand Ihre Anmeldung geändert hat.
address-waiting = Noch nicht bestätigt
address-again = Link erneut senden
address-add = Mailadresse hinzufügen
address-label = Mailadresse
address-hint = Wir senden einen Link dorthin. Die Adresse zählt, sobald Sie ihn benutzt haben.
address-do = Link senden
address-wrong = Das ist keine Mailadresse. Sie sieht aus wie name@example.org.
address-there = Diese Adresse ist schon bestätigt.
address-many = Sie haben { $most } Adressen; mehr geht nicht. Entfernen Sie zuerst eine.
address-mail-subject = { $host }: Mailadresse bestätigen
address-mail-title = Bestätigen Sie diese Mailadresse
address-mail-text = Jemand, der bei diesem Konto angemeldet ist, hat Ihre Adresse hinzugefügt. Waren Sie das, benutzen Sie den Link innerhalb eines Tages. Wenn nicht, tun Sie nichts.
address-mail-link = Adresse bestätigen
confirm-address-title = Diese Mailadresse bestätigen?
confirm-address-what = Änderungen der Anmeldung dieses Kontos bei { $host } werden an diese Adresse gemeldet.
confirm-address-not-you = Ist es nicht Ihr Konto, schließen Sie diese Seite.
confirm-address-do = Bestätigen

add-title = Methode hinzufügen
add-which = Welche Art von Methode möchten Sie hinzufügen?
add-nothing = Ihre Organisation lässt niemanden selbst Methoden hinzufügen. Wenden Sie sich an Ihre Verwaltung.
add-code-about = Codes einer beliebigen App: Microsoft, Google, Aegis und andere
add-recovery-codes-about = Zehn Codes auf Papier, für den Fall, dass das Telefon weg ist
add-app-about = Anmeldungen mit der Regain-App genehmigen, oder Codes einer anderen App
add-passkey-about = Fingerabdruck, Gesicht oder Sicherheitsschlüssel
add-app-title = Holen Sie sich zuerst die App
add-app-get = Öffnen Sie auf Ihrem Telefon die Regain-App. Fehlt sie noch, öffnen Sie sie im Browser des Telefons und installieren Sie sie von dort.
add-app-open = Regain in diesem Browser öffnen
add-app-then = Ist die App auf dem Gerät offen, mit dem Sie genehmigen werden, machen Sie hier weiter.
add-app-other = Ich möchte eine andere Authenticator-App verwenden
add-app-account = Richten Sie Ihr Konto ein
add-app-account-how = Wählen Sie in der App „Konto hinzufügen“ und erlauben Sie die Kamera. Auf der nächsten Seite scannen Sie einen QR-Code.
add-app-scan = Scannen Sie ihn mit der Regain-App. Er gilt für ein Gerät.
add-app-here = Auf diesem Gerät einrichten
add-app-paste = Kopieren Sie diesen Link und fügen Sie ihn in der App unter „Konto hinzufügen“ ein:
add-app-waits = Diese Seite geht von selbst weiter, wenn Ihre App den Code gescannt hat.
add-app-until = Der Code gilt bis
add-app-try = Probieren wir es aus
add-app-number = Geben Sie diese Zahl in der App auf { $name } ein:
add-app-yours = Ist das nicht Ihr Gerät? Dann wählen Sie hier „Abbrechen“: Es wurde nichts hinzugefügt.
add-app-failed = Der Test ist nicht gelungen
add-app-wrong-number = In der App wurde eine andere Zahl eingegeben; es wurde nichts hinzugefügt. Versuchen Sie es mit einem neuen QR-Code.
add-app-denied = Der Test wurde in der App abgelehnt; es wurde nichts hinzugefügt.
add-app-reported = In der App hat jemand „Das war ich nicht“ gewählt; es wurde nichts hinzugefügt. Waren das nicht Sie, hat jemand anderes Ihren Code gescannt.
add-app-over = Niemand hat rechtzeitig genehmigt; es wurde nichts hinzugefügt. Versuchen Sie es mit einem neuen QR-Code.
add-app-works = Es funktioniert
add-app-added = { $name } wurde hinzugefügt und hat zum ersten Mal genehmigt.
add-app-expired = Dieser QR-Code gilt nicht mehr. Mit ihm wurde nichts hinzugefügt.
add-app-again = Neuer QR-Code
add-replaces = Ersetzt
add-replaces-nothing = Nichts: Ich behalte die anderen
add-replaces-hint = Die alte geht, wenn die neue bestätigt ist, und nicht vorher.
add-code-title = Holen Sie sich zuerst eine App
add-code-any = Jede Authenticator-App auf Telefon oder Rechner genügt, zum Beispiel Regain, Microsoft Authenticator, Google Authenticator oder Aegis. Installieren Sie sie zuerst.
add-code-then = Wählen Sie in der App, ein Konto hinzuzufügen (wenn gefragt: ein Geschäfts- oder Schulkonto), und machen Sie dann hier weiter.
add-code-stronger = Stärkere Codes
add-code-stronger-about = Acht Stellen und SHA-256. Manche Apps beachten das nicht; dann sagen wir es, und Sie nehmen die üblichen Codes.
add-code-stronger-do = Stärkere Codes verwenden
add-code-use-standard = Übliche Codes verwenden
scan-title = Scannen Sie den QR-Code
scan-alt = QR-Code für Ihre App. Können Sie ihn nicht sehen oder scannen, öffnen Sie den Teil darunter.
scan-cannot = Bild kann nicht gescannt werden?
add-code-scan = Scannen Sie ihn mit Ihrer App. Registriert wird erst, wenn der erste Code der App stimmte.
add-code-by-hand = Geben Sie das in Ihre App ein:
add-code-issuer = Dienst
add-code-key = Schlüssel
add-code-kind = Art
add-code-parameters = Zeitbasiert, { $algorithm }, { $digits } Stellen, { $period } Sekunden
add-code-open = In einer App auf diesem Gerät öffnen
add-code-first = Code, den Ihre App jetzt zeigt
add-code-wrong = Der Code stimmt nicht. Warten Sie auf den nächsten und geben Sie ihn ohne Pause ein.
add-code-ignores = Ihre App beachtet die stärkere Art nicht: Sie zeigt übliche Codes. Löschen Sie den neuen Eintrag in Ihrer App und nehmen Sie die üblichen Codes mit einem neuen QR-Code.
add-code-ahead = { $minutes ->
    [one] Der Code gilt für eine Zeit, die noch kommt: Die Uhr Ihres Telefons geht etwa { $minutes } Minute vor. Stellen Sie sie auf automatisch und geben Sie dann den nächsten Code ein.
   *[other] Der Code gilt für eine Zeit, die noch kommt: Die Uhr Ihres Telefons geht etwa { $minutes } Minuten vor. Stellen Sie sie auf automatisch und geben Sie dann den nächsten Code ein.
}
add-code-behind = { $minutes ->
    [one] Der Code galt vorhin: Die Uhr Ihres Telefons geht etwa { $minutes } Minute nach. Stellen Sie sie auf automatisch und geben Sie dann den nächsten Code ein.
   *[other] Der Code galt vorhin: Die Uhr Ihres Telefons geht etwa { $minutes } Minuten nach. Stellen Sie sie auf automatisch und geben Sie dann den nächsten Code ein.
}

codes-what = Jeder Code meldet Sie einmal an, zusammen mit dem Passwort. Sie sind für den Tag, an dem das Telefon weg ist.
codes-ready = Sie sehen zehn Codes, ein einziges Mal. Halten Sie Drucker, Stift oder Passwortmanager bereit.
codes-old-stay = Ihre alten Codes gelten, bis Sie bestätigt haben, dass Sie die neuen aufbewahrt haben.
codes-show = Codes zeigen
codes-once = Diese Codes werden nur dieses eine Mal gezeigt. Bewahren Sie sie dort auf, wo Ihr Telefon nicht ist.
codes-each-once = Jeder Code gilt einmal, zusammen mit dem Passwort.
codes-print = Zum Drucken nehmen Sie den Druckbefehl Ihres Browsers: Auf dem Papier stehen nur die Codes.
codes-old-go = Damit gelten Ihre alten Codes nicht mehr.
codes-kept = Ich habe sie aufbewahrt
codes-do = Fertig
codes-tick = Bewahren Sie die Codes zuerst auf und setzen Sie dann das Häkchen. Bis dahin gelten sie nicht.

sessions-where = Wo Sie angemeldet sind
sessions-here = Dieser Browser
sessions-since = Seit
sessions-until = bis
sessions-end = Dort abmelden
sessions-all = Überall abmelden
sessions-all-about = Beendet alle Sitzungen, auch diese.
history-title = Was geschehen ist
history-about = Anmeldungen und Änderungen Ihres Kontos. Ist etwas dabei, das Sie nicht kennen? Melden Sie sich überall ab, ändern Sie das Passwort und sagen Sie es Ihrer Verwaltung.
history-none = Mehr gibt es nicht.
history-by-another = durch jemand anderen
history-older = Ältere

done-method-added = Die Methode wurde hinzugefügt.
done-method-renamed = Die Methode hat einen neuen Namen.
done-default-changed = Die Standardmethode wurde geändert.
done-method-removed = Die Methode wurde entfernt.
done-method-lost = Gemeldet. Die Methode öffnet nichts mehr.
done-method-resumed = Die Methode ist wieder in Gebrauch. Melden Sie sich damit an.
done-recovery-codes-kept = Die neuen Wiederherstellungscodes gelten. Noch einmal zeigen können wir sie nicht.
done-qr-renewed = Der QR-Code war abgelaufen. Das ist ein neuer: Scannen Sie ihn und löschen Sie einen Eintrag, den Sie mit dem alten angelegt haben.
done-password-changed = Das Passwort wurde geändert. Überall sonst sind Sie abgemeldet.
done-address-asked = Wir haben einen Link an diese Adresse gesendet. Sie zählt, sobald der Link benutzt wurde.
done-address-confirmed = Die Adresse ist bestätigt.
done-address-removed = Die Adresse wurde entfernt.
done-session-ended = Dort abgemeldet.
done-sessions-ended = Sie sind überall abgemeldet.

act-method-renamed = Eine Methode wurde umbenannt
act-default-changed = Die Standardmethode wurde geändert
act-method-removed = Eine Methode wurde entfernt
act-method-lost = Eine Methode wurde als verloren gemeldet
act-code-typed = Der erste Code einer neuen Authenticator-App wurde eingegeben
act-recovery-codes-made = Neue Wiederherstellungscodes wurden erstellt
act-password-changed = Das Passwort wurde geändert
act-address-added = Eine Mailadresse wurde hinzugefügt
act-address-confirmed = Eine Mailadresse wurde bestätigt
act-address-removed = Eine Mailadresse wurde entfernt
act-session-ended = Eine Sitzung wurde beendet
act-sessions-ended = Sitzungen wurden beendet
