approval-title = In der Regain-App genehmigen
approval-ask = Ihre Regain-App erhält eine Anfrage. Dort tippen Sie eine Zahl ein, die hier steht.
approval-send = Anfrage senden
approval-open = Öffnen Sie Regain ({ $devices }) und tippen Sie dort diese Zahl ein:
approval-waits = Diese Seite geht von selbst weiter, sobald Sie genehmigt haben.
approval-until = Die Zahl gilt bis
approval-again = Neue Anfrage senden
approval-begin = Erneut anmelden
approval-wrong-number = In der App wurde eine andere Zahl eingegeben; damit ist die Anfrage beendet. Senden Sie eine neue und tippen Sie die Zahl ein, die dann hier steht.
approval-denied = Die Anfrage wurde in der App abgelehnt. War das ein Versehen, senden Sie eine neue.
approval-reported = In der App wurde „Das war ich nicht“ gewählt. Diese Anmeldung ist beendet, und Ihre Organisation weiß davon. Waren Sie es doch, melden Sie sich in einer Viertelstunde erneut an oder nehmen Sie einen anderen Weg.
approval-over = Niemand hat rechtzeitig geantwortet. Öffnen Sie die App und senden Sie dann eine neue Anfrage.
approval-pending = In Ihrer App wartet schon eine andere Anfrage. Beantworten Sie erst diese, oder warten Sie drei Minuten und senden Sie dann eine neue.
approval-paused-minutes = In Ihrer App wurde „Das war ich nicht“ gewählt; deshalb werden gerade keine Anfragen gesendet. Nehmen Sie einen anderen Weg, oder versuchen Sie es in { $minutes ->
    [one] { $minutes } Minute
   *[other] { $minutes } Minuten
} erneut.
approval-often-minutes = Ihre App hat zu viele Anfragen erhalten. Nehmen Sie einen anderen Weg, oder versuchen Sie es in { $minutes ->
    [one] { $minutes } Minute
   *[other] { $minutes } Minuten
} erneut.
act-approved = Sie haben in der App eine Anfrage genehmigt
act-denied = In der App wurde eine Anfrage abgelehnt
act-wrong-number = In der App wurde eine falsche Zahl eingegeben
act-reported = Sie haben eine Anmeldung gemeldet, die nicht von Ihnen war: Jemand kennt Ihr Passwort. Ändern Sie es
act-key-brought = Ein Gerät hat Ihren Code benutzt, um eingerichtet zu werden
act-method-added = Eine neue Anmeldemethode wurde hinzugefügt
act-method-resumed = Eine als verloren gemeldete Anmeldemethode ist wieder in Gebrauch
enrol-page-title = Öffnen Sie die Regain-App und scannen Sie dies dort
enrol-page-why = Dieser Code richtet Ihr Arbeitskonto in der Regain-App ein. Eine andere App oder die Kamera allein kann das nicht.
enrol-page-how = Öffnen Sie Regain, wählen Sie „Konto hinzufügen“ und scannen Sie dort denselben Code. Er gilt zehn Minuten und für ein Gerät.
enrol-page-here = Ist Regain auf eben diesem Gerät? Dann brauchen Sie nicht zu scannen.
enrol-page-open = In der Web-App einrichten
enrol-page-copy = Link kopieren
enrol-page-copied = Kopiert. Fügen Sie ihn in Regain unter „Konto hinzufügen“ ein.
enrol-page-none = In dieser Adresse steht kein Code. Scannen Sie den Code in Ihrem Browser noch einmal, oder holen Sie unter „Sicherheitsinformationen“ einen neuen.
