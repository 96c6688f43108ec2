admin-name = Name
admin-role = Role
admin-state = State
admin-ways = Ways in
admin-since = Since
admin-until = Good until
admin-address = Mail address
admin-unconfirmed = not confirmed
admin-search = Search
admin-look = Look
admin-to = To { $name }
admin-propose = Ask a second administrator
admin-second = This person helps others, so a second administrator must approve. Until then nothing happens. The person is told by mail.
admin-second-short = A second administrator must approve.
admin-role-member = Member
admin-role-help-desk = Help desk
admin-role-administrator = Administrator
admin-state-invited = Invited
admin-state-active = Active
admin-state-disabled = Disabled
admin-recovery = Recovery requests
admin-recovery-count = { $count ->
    [0] Nobody asks for help.
    [one] { $count } person asks for help.
   *[other] { $count } people ask for help.
}
admin-proposals = Waiting for a second administrator
admin-proposals-count = { $count ->
    [0] Nothing waits.
    [one] { $count } thing waits for approval.
   *[other] { $count } things wait for approval.
}
admin-wants-pass = A temporary access pass ({ $span }) for { $name }
admin-wants-reregistration = { $name } registers anew: { $kinds }
admin-wants-disabled = Disable the account of { $name }
admin-wants-enabled = Enable the account of { $name } again
admin-wants-role = { $name } becomes: { $role }
admin-name-taken = Somebody has this user name. Take another.
admin-address-wrong = This is no mail address. Correct it, or leave it empty.
span-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
span-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

fault-kind = Your organisation does not allow adding methods of this kind. Choose another kind.
refused-oneself = Nobody helps themselves, nor approves for themselves. Your own methods and sessions are under Security info; for anything else ask another administrator.
refused-only-members = The help desk helps members only. Ask an administrator.
refused-only-administrators = Only administrators can do that. Ask one of them.
refused-last-administrator = This is the last administrator, and one must stay. Make somebody else an administrator first.
not-second-expired = This waited for more than a day, so nobody can approve it any more. It can be asked for again.
not-second-same = You asked for this yourself, so somebody else must approve it.
not-second-new = You became an administrator after this was asked for, so you can't approve it. Another administrator can.
not-second-nobody = This needs a second administrator, and besides you and this person there is none. Whoever runs the server can issue a pass there: regain-server admin recover, with the user name.
not-second-no-more = Things have changed since this was asked for, so it can't be done any more. Refuse it, or let it expire.

members-title = Members
members-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
members-search = Name or user name
members-none = Nobody has such a name. Search for a part of it, or add somebody.
members-more = Next page
create-title = Add a person
create-intro = The person gets a link that is good once. With it they choose a password, sign in, and add a second way. Everybody begins as a member.
create-shown = Name, as others see it
create-address = Mail address (may stay empty)
create-address-hint = The link is mailed there and shown here. It is told nothing else until its owner confirms it.
create-do = Add and make the link
invite-days = The link is good for
invite-again-title = New invitation for { $name }
invite-again-text = A new link is made, shown to you once, and mailed to the addresses of the person. The link before is no good any more.
invite-again-do = Make a new link
invited-title = Invitation for { $name }
invited-text = This link is shown once. Whoever opens it chooses the password, so give it to nobody else.
invited-mailed = It was also mailed to:
invited-not-mailed = It was mailed to nobody. Give it to the person yourself.
take-back-title = Take back the invitation of { $name }?
take-back-text = The account and its link are deleted. The person never had a second way to sign in, so nothing of theirs is lost. You can add the person again.
take-back-do = Take it back
mail-invited-subject = { $host }: your invitation
mail-invited-title = { $name } invites you to { $host }
mail-invited-until = Good until
mail-invited-text = Open the link, choose a password, then sign in and add a second way. The link is good once. If you did not expect this, do nothing.
mail-invited-link = Choose a password

member-asks = Asked for help:
member-deeds = What you can do
member-deeds-none = There is nothing you can do for this person. Ask another administrator.
member-methods = Methods
member-methods-none = There is no method, not even a password.
member-added = added
member-used = last used
member-never-used = never used
member-sessions-none = Nobody is signed in.
member-history = History
member-history-all = All of it in the audit log
deed-pass = Temporary access pass
deed-invite = New invitation
deed-sessions = End all sessions
deed-reregistration = Require re-registration
deed-role = Change the role
deed-disable = Disable
deed-enable = Enable
deed-take-back = Take back the invitation
end-sessions-title = End all sessions of { $name }?
end-sessions-text = Everybody who is signed in to this account is signed out at once. Methods stay, so the person can sign in again.
end-sessions-do = End all sessions
disable-title = Disable the account of { $name }?
disable-text = The person is signed out at once and can't sign in until somebody enables the account. Methods stay.
disable-do = Disable
enable-title = Enable the account of { $name }?
enable-text = The person can sign in again with the methods they have.
enable-do = Enable
role-title = Role of { $name }
role-text = Members look after themselves. The help desk helps members. Administrators help everybody and decide on policy.
role-second = To or from a role that helps others, a second administrator must approve.
role-do = Give this role
role-same = This is the role already. Choose another.
role-not-ready = The person has no method yet. Whoever helps others never signs in by a password alone: they add a method first, then get the role.
reregister-title = { $name } registers anew
reregister-text = The chosen methods are removed for good and all sessions end. With the password and what is left, or with a temporary access pass, the person signs in and adds new ones.
reregister-which = Remove
reregister-none = Choose at least one kind.
reregister-do = Remove them
pass-title = Temporary access pass for { $name }
pass-text = The pass stands for a second way to sign in, beside the password. It is shown to you once. With it the person adds a new method.
pass-has-one = The person has a pass already. A new one takes its place, and sessions opened by the old one end.
pass-second = This person helps others, so a second administrator must approve. The pass is then shown to the one who approves, and to nobody else. The person is told by mail.
pass-how-long = How long
pass-how-often = How often
pass-once = Once
pass-often = As often as needed, until it ends
pass-do = Issue the pass
pass-span-wrong = A pass lasts at least ten minutes, and at most as long as the policy says.
pass-disabled = The account is disabled. Enable it first.
pass-shown-title = The pass for { $name }
pass-shown-text = This is shown once. Tell it to the person yourself, by voice or on paper, after you made sure that it's them. Never by mail or chat.
pass-shown-next = The person signs in with user name and password, chooses “Use a temporary access pass”, and adds a method under Security info.
checked-label = What was checked
checked-hint = How you made sure that it's this person: seen, called back on a known number, colleague vouched. It is kept in the audit log.
checked-empty = Say what you checked. Nobody gets help without it.

proposals-intro = What is done to people who help others needs two administrators. After a day it expires.
proposals-none = Nothing waits.
proposals-by = Asked for by { $name }
proposal-by = Asked for by
proposal-mine = You asked for this. Another administrator must approve it.
proposal-ask = Do not approve on somebody's word alone: make sure yourself that the person wants this.
proposal-gives-pass = The pass is shown to you, once, and you give it to the person.
proposal-approve = Approve and do it
proposal-refuse = Refuse
proposal-withdraw = Withdraw
mail-second-subject = { $host }: { $by } asks for a second administrator, about { $name }
mail-second-title = { $by } asks for a second administrator, about { $name }
mail-second-text = Look at it and make sure yourself that the person wants this, before you approve. After a day it expires.

recovery-check = Anybody can ask in anybody's name. Make sure that it's this person, by something an attacker can't know or fake, before you issue a pass.
recovery-none = Nobody asks for help.
recovery-not-you = You can't help this person. An administrator can.
close-title = Close the request of { $name } without a pass
close-text = Do this when it was not the person, or when they got in by themselves. They are told by mail.
close-do = Close without a pass

risk-title = Lock-out risk
risk-count = { $count ->
    [0] Nobody is at risk.
    [one] { $count } person is at risk.
   *[other] { $count } people are at risk.
}
risk-intro = Who might be unable to sign in after a lost phone, before they call.
risk-none = Everybody has what they need.
risk-badge = at risk
risk-few-administrators = There are fewer than two administrators who can sign in. If one is lost, nobody can help: make a second one.
risk-no-method = No method
risk-no-method-step = They can't sign in with an everyday method. Talk to them and issue a temporary access pass.
risk-one-method = Only one method
risk-one-method-step = One lost phone, and they are out. Ask them to add a second method.
risk-unseen = An authenticator not seen for 90 days
risk-unseen-step = It may be gone without anybody noticing. Ask them to try it, or to remove it.
risk-no-codes = No recovery codes
risk-no-codes-step = Ask them to make recovery codes and to print them.
risk-never = Administrators who never signed in
risk-never-step = An account for emergencies that nobody tried may not work in one. Let them sign in once.

policy-title = Policy
policy-what = Methods, numbers, passes, the organisation's name
policy-name = Name of the organisation
policy-name-hint = It stands in the apps of your people. Left empty, it is { $host }.
policy-kinds = Methods that may be added
policy-kinds-hint = What people have already stays. The password and the temporary access pass are always part of it.
policy-digits = Digits of the number that is typed in the app
policy-digits-hint = NIST SP 800-63B-4 asks for at least six. Fewer are easier to type, and to guess.
policy-pass = A temporary access pass lasts, unless chosen otherwise
policy-longest = … and at most
policy-do = Decide
policy-no-kind = Without approvals, codes and passkeys nobody could add a method. Leave at least one of them.
policy-locks-out = You have no method of the kinds you leave, so you would lock yourself out. Add one of them first, then decide.
policy-name-long = The name has at most 80 characters.
policy-pass-wrong = The usual time of a pass can't be longer than the longest.

audit-title = Audit log
audit-what = Who did what to whom, from where, with which proof
audit-intro = Nothing in it can be changed or removed: each line is bound to the one before.
audit-export = Export as JSON lines
audit-person = User name
audit-person-unknown = Nobody has this user name. Of somebody who was removed, type the id from the log.
audit-action = What
audit-all = Everything
audit-when = When
audit-who = Who
audit-whom = To whom
audit-from = From
audit-number = Line
audit-nobody = Nobody who signed in
audit-none = There is nothing.
audit-older = Older lines
check-title = Check the chain
check-text = Reads the whole log and computes each line's hash anew. Whoever changed or removed a line is found out.
check-do = Check now
check-whole = { $lines ->
    [one] The log is whole: { $lines } line.
   *[other] The log is whole: { $lines } lines.
}
check-hash = The last line's hash. Keep it elsewhere: who rewrote the whole log could not make it the same.
check-broken = Line { $number } does not follow the one before: somebody changed the log outside the portal. Keep a copy of the database and find out who.

done-proposed = A second administrator was asked. Nothing happens until one approves.
done-proposed-before = The same waits already for a second administrator.
done-carried-out = Approved and done.
done-proposal-dropped = It will not be done.
done-reregistration-required = The methods are removed and all sessions ended. If the person has no way in now, issue a temporary access pass.
done-sessions-ended-for = All sessions are ended.
done-disabled = The account is disabled, and its sessions are ended.
done-enabled = The account is enabled.
done-role-given = The role is given.
done-invitation-taken-back = The invitation is taken back.
done-recovery-closed = The request is closed.
done-policy-changed = Decided. It holds from now on.

act-person-created = Your account was created
act-invited = You were invited
act-invitation-taken-back = Your invitation was taken back
act-pass-issued = A temporary access pass was issued for your account
act-reregistration-required = Methods of your account were removed; you register anew
act-sessions-ended-for = All your sessions were ended
act-disabled = Your account was disabled
act-enabled = Your account was enabled again
act-role-given = You were given another role
act-proposed = Something about your account waits for a second administrator. If you don't want it, tell them
act-proposal-refused = A second administrator refused what was asked for your account
act-proposal-withdrawn = What was asked for your account was withdrawn
act-help-refused = Somebody tried to do something to your account that the rules forbid
act-recovery-closed = Your request for help was closed
act-policy-changed = You changed the policy
act-audit-exported = You exported the audit log
act-audit-checked = You checked the audit log
