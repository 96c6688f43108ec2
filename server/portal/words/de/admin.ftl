admin-name = Name
admin-role = Rolle
admin-state = Zustand
admin-ways = Wege hinein
admin-since = Seit
admin-until = Gültig bis
admin-address = Mailadresse
admin-unconfirmed = nicht bestätigt
admin-search = Suchen
admin-look = Ansehen
admin-to = Zu { $name }
admin-propose = Eine zweite Person der Verwaltung fragen
admin-second = Diese Person hilft anderen, deshalb muss eine zweite Person der Verwaltung zustimmen. Bis dahin geschieht nichts. Die Person erfährt es per Mail.
admin-second-short = Eine zweite Person der Verwaltung muss zustimmen.
admin-role-member = Mitglied
admin-role-help-desk = Helpdesk
admin-role-administrator = Verwaltung
admin-state-invited = Eingeladen
admin-state-active = Aktiv
admin-state-disabled = Gesperrt
admin-recovery = Wiederherstellungsanfragen
admin-recovery-count = { $count ->
    [0] Niemand bittet um Hilfe.
    [one] { $count } Person bittet um Hilfe.
   *[other] { $count } Personen bitten um Hilfe.
}
admin-proposals = Wartet auf eine zweite Person der Verwaltung
admin-proposals-count = { $count ->
    [0] Nichts wartet.
    [one] { $count } Vorgang wartet auf Zustimmung.
   *[other] { $count } Vorgänge warten auf Zustimmung.
}
admin-wants-pass = Ein befristeter Zugriffspass ({ $span }) für { $name }
admin-wants-reregistration = { $name } registriert neu: { $kinds }
admin-wants-disabled = Das Konto von { $name } sperren
admin-wants-enabled = Das Konto von { $name } wieder freigeben
admin-wants-role = { $name } bekommt die Rolle: { $role }
admin-name-taken = Diesen Benutzernamen hat schon jemand. Nehmen Sie einen anderen.
admin-address-wrong = Das ist keine Mailadresse. Berichtigen Sie sie, oder lassen Sie das Feld leer.
span-minutes = { $count ->
    [one] { $count } Minute
   *[other] { $count } Minuten
}
span-hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
span-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}

fault-kind = Ihre Organisation erlaubt keine neuen Methoden dieser Art. Wählen Sie eine andere.
refused-oneself = Niemand hilft sich selbst oder stimmt für sich selbst zu. Ihre eigenen Methoden und Sitzungen finden Sie unter Sicherheitsinformationen; für alles andere fragen Sie jemand anderen aus der Verwaltung.
refused-only-members = Der Helpdesk hilft nur Mitgliedern. Fragen Sie die Verwaltung.
refused-only-administrators = Das kann nur die Verwaltung. Fragen Sie dort.
refused-last-administrator = Das ist die letzte Person der Verwaltung, und eine muss bleiben. Geben Sie erst jemand anderem die Rolle Verwaltung.
not-second-expired = Das hat länger als einen Tag gewartet, deshalb kann niemand mehr zustimmen. Es lässt sich erneut beantragen.
not-second-same = Sie haben das selbst beantragt, deshalb muss jemand anderes zustimmen.
not-second-new = Sie gehören erst seit diesem Antrag zur Verwaltung, deshalb können Sie nicht zustimmen. Jemand anderes kann es.
not-second-nobody = Das braucht eine zweite Person der Verwaltung, und außer Ihnen und dieser Person gibt es keine. Wer den Server betreibt, kann dort einen Pass ausstellen: regain-server admin recover mit dem Benutzernamen.
not-second-no-more = Seit dem Antrag hat sich etwas geändert, deshalb geht es nicht mehr. Lehnen Sie ab, oder lassen Sie es ablaufen.

members-title = Mitglieder
members-count = { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}
members-search = Name oder Benutzername
members-none = Niemand heißt so. Suchen Sie nach einem Teil des Namens, oder fügen Sie jemanden hinzu.
members-more = Nächste Seite
create-title = Person hinzufügen
create-intro = Die Person bekommt einen Link, der einmal gilt. Damit wählt sie ein Passwort, meldet sich an und fügt einen zweiten Weg hinzu. Alle beginnen als Mitglied.
create-shown = Name, wie andere ihn sehen
create-address = Mailadresse (darf leer bleiben)
create-address-hint = Der Link geht per Mail dorthin und steht auch hier. Sonst erfährt die Adresse nichts, bis ihr Besitzer sie bestätigt.
create-do = Hinzufügen und Link erstellen
invite-days = Der Link gilt
invite-again-title = Neue Einladung für { $name }
invite-again-text = Ein neuer Link wird erstellt, Ihnen einmal gezeigt und an die Adressen der Person gesendet. Der vorige Link gilt nicht mehr.
invite-again-do = Neuen Link erstellen
invited-title = Einladung für { $name }
invited-text = Dieser Link wird einmal gezeigt. Wer ihn öffnet, wählt das Passwort; geben Sie ihn also niemand anderem.
invited-mailed = Er ging auch per Mail an:
invited-not-mailed = Er ging an niemanden per Mail. Geben Sie ihn der Person selbst.
take-back-title = Die Einladung von { $name } zurücknehmen?
take-back-text = Konto und Link werden gelöscht. Die Person hatte nie einen zweiten Weg zur Anmeldung, also geht nichts von ihr verloren. Sie können sie wieder hinzufügen.
take-back-do = Zurücknehmen
mail-invited-subject = { $host }: Ihre Einladung
mail-invited-title = { $name } lädt Sie zu { $host } ein
mail-invited-until = Gültig bis
mail-invited-text = Öffnen Sie den Link, wählen Sie ein Passwort, melden Sie sich dann an und fügen Sie einen zweiten Weg hinzu. Der Link gilt einmal. Haben Sie das nicht erwartet, tun Sie nichts.
mail-invited-link = Passwort wählen

member-asks = Hat um Hilfe gebeten:
member-deeds = Was Sie tun können
member-deeds-none = Für diese Person können Sie nichts tun. Fragen Sie jemand anderen aus der Verwaltung.
member-methods = Methoden
member-methods-none = Es gibt keine Methode, nicht einmal ein Passwort.
member-added = hinzugefügt
member-used = zuletzt verwendet
member-never-used = nie verwendet
member-sessions-none = Niemand ist angemeldet.
member-history = Verlauf
member-history-all = Alles im Protokoll
deed-pass = Befristeter Zugriffspass
deed-invite = Neue Einladung
deed-sessions = Alle Sitzungen beenden
deed-reregistration = Neu registrieren lassen
deed-role = Rolle ändern
deed-disable = Sperren
deed-enable = Freigeben
deed-take-back = Einladung zurücknehmen
end-sessions-title = Alle Sitzungen von { $name } beenden?
end-sessions-text = Alle, die an diesem Konto angemeldet sind, werden sofort abgemeldet. Die Methoden bleiben, die Person kann sich wieder anmelden.
end-sessions-do = Alle Sitzungen beenden
disable-title = Das Konto von { $name } sperren?
disable-text = Die Person wird sofort abgemeldet und kann sich nicht anmelden, bis jemand das Konto freigibt. Die Methoden bleiben.
disable-do = Sperren
enable-title = Das Konto von { $name } freigeben?
enable-text = Die Person kann sich mit ihren Methoden wieder anmelden.
enable-do = Freigeben
role-title = Rolle von { $name }
role-text = Mitglieder kümmern sich um sich selbst. Der Helpdesk hilft Mitgliedern. Die Verwaltung hilft allen und entscheidet über die Richtlinie.
role-second = Zu einer Rolle, die anderen hilft, oder von ihr weg muss eine zweite Person der Verwaltung zustimmen.
role-do = Diese Rolle geben
role-same = Diese Rolle besteht schon. Wählen Sie eine andere.
role-not-ready = Die Person hat noch keine Methode. Wer anderen hilft, meldet sich nie nur mit einem Passwort an: erst die Methode, dann die Rolle.
reregister-title = { $name } registriert neu
reregister-text = Die gewählten Methoden werden endgültig entfernt, alle Sitzungen enden. Mit dem Passwort und dem, was übrig ist, oder mit einem befristeten Zugriffspass meldet sich die Person an und fügt neue hinzu.
reregister-which = Entfernen
reregister-none = Wählen Sie mindestens eine Art.
reregister-do = Entfernen
pass-title = Befristeter Zugriffspass für { $name }
pass-text = Der Pass ist neben dem Passwort der zweite Weg zur Anmeldung. Er wird Ihnen einmal gezeigt. Damit fügt die Person eine neue Methode hinzu.
pass-has-one = Die Person hat schon einen Pass. Ein neuer tritt an seine Stelle, und Sitzungen, die der alte geöffnet hat, enden.
pass-second = Diese Person hilft anderen, deshalb muss eine zweite Person der Verwaltung zustimmen. Der Pass wird dann nur der Person gezeigt, die zustimmt. Die Betroffene oder der Betroffene erfährt es per Mail.
pass-how-long = Wie lange
pass-how-often = Wie oft
pass-once = Einmal
pass-often = So oft wie nötig, bis er endet
pass-do = Pass ausstellen
pass-span-wrong = Ein Pass gilt mindestens zehn Minuten und höchstens so lange, wie die Richtlinie sagt.
pass-disabled = Das Konto ist gesperrt. Geben Sie es erst frei.
pass-shown-title = Der Pass für { $name }
pass-shown-text = Er wird einmal gezeigt. Geben Sie ihn der Person selbst, mündlich oder auf Papier, nachdem Sie sicher sind, dass sie es ist. Nie per Mail oder Chat.
pass-shown-next = Die Person meldet sich mit Benutzername und Passwort an, wählt „Befristeten Zugriffspass verwenden“ und fügt unter Sicherheitsinformationen eine Methode hinzu.
checked-label = Was geprüft wurde
checked-hint = Woran Sie erkannt haben, dass es diese Person ist: gesehen, unter bekannter Nummer zurückgerufen, von Kollegen bestätigt. Es steht im Protokoll.
checked-empty = Sagen Sie, was Sie geprüft haben. Ohne das bekommt niemand Hilfe.

proposals-intro = Was Personen betrifft, die anderen helfen, brauchen zwei aus der Verwaltung. Nach einem Tag verfällt es.
proposals-none = Nichts wartet.
proposals-by = Beantragt von { $name }
proposal-by = Beantragt von
proposal-mine = Sie haben das beantragt. Jemand anderes aus der Verwaltung muss zustimmen.
proposal-ask = Stimmen Sie nicht auf bloßes Wort zu: Überzeugen Sie sich selbst, dass die Person es will.
proposal-gives-pass = Der Pass wird Ihnen einmal gezeigt, und Sie geben ihn der Person.
proposal-approve = Zustimmen und ausführen
proposal-refuse = Ablehnen
proposal-withdraw = Zurückziehen
mail-second-subject = { $host }: { $by } bittet um eine zweite Person der Verwaltung, es geht um { $name }
mail-second-title = { $by } bittet um eine zweite Person der Verwaltung, es geht um { $name }
mail-second-text = Sehen Sie es sich an und überzeugen Sie sich selbst, dass die Person es will, bevor Sie zustimmen. Nach einem Tag verfällt es.

recovery-check = Jeder kann in jedem Namen bitten. Prüfen Sie an etwas, das ein Angreifer weder wissen noch fälschen kann, dass es diese Person ist, bevor Sie einen Pass ausstellen.
recovery-none = Niemand bittet um Hilfe.
recovery-not-you = Dieser Person können Sie nicht helfen. Die Verwaltung kann es.
close-title = Die Anfrage von { $name } ohne Pass schließen
close-text = Tun Sie das, wenn es nicht die Person war oder sie selbst hineingekommen ist. Sie erfährt es per Mail.
close-do = Ohne Pass schließen

risk-title = Aussperrungsrisiko
risk-count = { $count ->
    [0] Niemand ist gefährdet.
    [one] { $count } Person ist gefährdet.
   *[other] { $count } Personen sind gefährdet.
}
risk-intro = Wer nach einem verlorenen Telefon vielleicht nicht mehr hineinkommt, bevor der Anruf kommt.
risk-none = Alle haben, was sie brauchen.
risk-badge = gefährdet
risk-few-administrators = Weniger als zwei Personen der Verwaltung können sich anmelden. Fällt eine aus, kann niemand helfen: Geben Sie einer zweiten die Rolle.
risk-no-method = Keine Methode
risk-no-method-step = Sie können sich nicht mit einer alltäglichen Methode anmelden. Sprechen Sie mit ihnen und stellen Sie einen befristeten Zugriffspass aus.
risk-one-method = Nur eine Methode
risk-one-method-step = Ein verlorenes Telefon, und sie sind ausgesperrt. Bitten Sie sie, eine zweite Methode hinzuzufügen.
risk-unseen = Ein Authenticator, der sich seit 90 Tagen nicht gemeldet hat
risk-unseen-step = Vielleicht ist er weg, und niemand hat es bemerkt. Bitten Sie sie, ihn auszuprobieren oder zu entfernen.
risk-no-codes = Keine Wiederherstellungscodes
risk-no-codes-step = Bitten Sie sie, Wiederherstellungscodes zu erstellen und auszudrucken.
risk-never = Verwaltung, die sich nie angemeldet hat
risk-never-step = Ein Notfallkonto, das niemand ausprobiert hat, geht im Notfall vielleicht nicht. Lassen Sie einmal anmelden.

policy-title = Richtlinie
policy-what = Methoden, Zahlen, Pässe, der Name der Organisation
policy-name = Name der Organisation
policy-name-hint = Er steht in den Apps Ihrer Leute. Leer gelassen ist es { $host }.
policy-kinds = Methoden, die hinzugefügt werden dürfen
policy-kinds-hint = Was schon da ist, bleibt. Passwort und befristeter Zugriffspass gehören immer dazu.
policy-digits = Stellen der Zahl, die in der App eingegeben wird
policy-digits-hint = NIST SP 800-63B-4 verlangt mindestens sechs. Weniger sind leichter einzugeben, und leichter zu raten.
policy-pass = Ein befristeter Zugriffspass gilt, wenn nichts anderes gewählt wird
policy-longest = … und höchstens
policy-do = Festlegen
policy-no-kind = Ohne Bestätigungen, Codes und Passkeys könnte niemand eine Methode hinzufügen. Lassen Sie mindestens eine Art.
policy-locks-out = Sie haben keine Methode der Arten, die Sie übrig lassen, und würden sich selbst aussperren. Fügen Sie erst eine hinzu, dann legen Sie fest.
policy-name-long = Der Name hat höchstens 80 Zeichen.
policy-pass-wrong = Die übliche Dauer eines Passes kann nicht länger sein als die längste.

audit-title = Protokoll
audit-what = Wer was mit wem getan hat, von wo, mit welchem Nachweis
audit-intro = Darin lässt sich nichts ändern oder entfernen: Jede Zeile hängt an der vorigen.
audit-export = Als JSON-Zeilen exportieren
audit-person = Benutzername
audit-person-unknown = Niemand hat diesen Benutzernamen. Von jemandem, der entfernt wurde, geben Sie die Kennung aus dem Protokoll ein.
audit-action = Was
audit-all = Alles
audit-when = Wann
audit-who = Wer
audit-whom = Mit wem
audit-from = Von
audit-number = Zeile
audit-nobody = Niemand Angemeldetes
audit-none = Hier ist nichts.
audit-older = Ältere Zeilen
check-title = Kette prüfen
check-text = Liest das ganze Protokoll und berechnet den Hash jeder Zeile neu. Wer eine Zeile geändert oder entfernt hat, fällt auf.
check-do = Jetzt prüfen
check-whole = { $lines ->
    [one] Das Protokoll ist vollständig: { $lines } Zeile.
   *[other] Das Protokoll ist vollständig: { $lines } Zeilen.
}
check-hash = Der Hash der letzten Zeile. Bewahren Sie ihn anderswo auf: Wer das ganze Protokoll neu schriebe, bekäme ihn nicht wieder hin.
check-broken = Zeile { $number } folgt nicht auf die vorige: Jemand hat das Protokoll außerhalb des Portals geändert. Bewahren Sie eine Kopie der Datenbank auf und finden Sie heraus, wer es war.

done-proposed = Eine zweite Person der Verwaltung ist gefragt. Bis sie zustimmt, geschieht nichts.
done-proposed-before = Dasselbe wartet schon auf eine zweite Person der Verwaltung.
done-carried-out = Zugestimmt und ausgeführt.
done-proposal-dropped = Es wird nicht ausgeführt.
done-reregistration-required = Die Methoden sind entfernt, alle Sitzungen beendet. Hat die Person jetzt keinen Weg hinein, stellen Sie einen befristeten Zugriffspass aus.
done-sessions-ended-for = Alle Sitzungen sind beendet.
done-disabled = Das Konto ist gesperrt, seine Sitzungen sind beendet.
done-enabled = Das Konto ist freigegeben.
done-role-given = Die Rolle ist vergeben.
done-invitation-taken-back = Die Einladung ist zurückgenommen.
done-recovery-closed = Die Anfrage ist geschlossen.
done-policy-changed = Festgelegt. Es gilt ab jetzt.

act-person-created = Ihr Konto wurde angelegt
act-invited = Sie wurden eingeladen
act-invitation-taken-back = Ihre Einladung wurde zurückgenommen
act-pass-issued = Für Ihr Konto wurde ein befristeter Zugriffspass ausgestellt
act-reregistration-required = Methoden Ihres Kontos wurden entfernt; Sie registrieren neu
act-sessions-ended-for = Alle Ihre Sitzungen wurden beendet
act-disabled = Ihr Konto wurde gesperrt
act-enabled = Ihr Konto wurde wieder freigegeben
act-role-given = Sie haben eine andere Rolle bekommen
act-proposed = Etwas an Ihrem Konto wartet auf eine zweite Person der Verwaltung. Wollen Sie das nicht, sagen Sie dort Bescheid
act-proposal-refused = Eine zweite Person der Verwaltung hat abgelehnt, was für Ihr Konto beantragt war
act-proposal-withdrawn = Was für Ihr Konto beantragt war, wurde zurückgezogen
act-help-refused = Jemand hat versucht, an Ihrem Konto etwas zu tun, was die Regeln verbieten
act-recovery-closed = Ihre Bitte um Hilfe wurde geschlossen
act-policy-changed = Sie haben die Richtlinie geändert
act-audit-exported = Sie haben das Protokoll exportiert
act-audit-checked = Sie haben das Protokoll geprüft
