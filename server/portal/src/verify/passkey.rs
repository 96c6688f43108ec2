//! A passkey. Its answer is a signature, so there is nothing to guess, and it never waits for what was guessed elsewhere.

use regain_storage::Spend;
use regain_storage::portal::{Evidence, MethodId, MethodKind, MethodState};

use crate::Standing;
use crate::fault::Fault;
use crate::passkey::{self, Answer, CHALLENGE_MS, Challenge, Credential, Refusal, RelyingParty, Use};
use crate::state::Portal;

/// Checks a passkey's answer: of this person, by a passkey in use, for this use of a challenge, and once.
pub async fn passkey(
    portal: &Portal,
    standing: &Standing,
    what: Use,
    answer: &Answer,
) -> Result<Result<Evidence, Refusal>, Fault> {
    let now = portal.now();
    let Some(party) = RelyingParty::of(&portal.settings.address) else { return Ok(Err(Refusal::Origin)) };
    let live = passkey::known(portal, standing, |method| method.state == MethodState::Live).await?;
    let of_this_person = answer.person.is_none_or(|person| person == standing.person.id);
    let used = live.into_iter().find(|(_, credential)| of_this_person && credential.id == answer.id);
    let Some((method, credential)) = used else { return Ok(Err(Refusal::Unknown)) };
    let (count, challenge) = match passkey::check(portal, party, what, &credential, answer) {
        Ok(checked) => checked,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if !is_first_use(portal, &challenge).await? {
        return Ok(Err(Refusal::Used));
    }
    if !credential.may_say(count) || !portal.storage.accept_count(standing.person.id, method, count).await? {
        return Ok(Err(Refusal::Counter));
    }
    Ok(Ok(Evidence { kind: MethodKind::Passkey, method, at: now }))
}

/// Uses up the challenge of a registration, and takes it for the new passkey's first success: its user was verified for this page and this session a
/// moment ago.
pub async fn new_passkey(
    portal: &Portal,
    standing: &Standing,
    method: MethodId,
    credential: &Credential,
    challenge: &Challenge,
) -> Result<Result<Evidence, Refusal>, Fault> {
    let there = passkey::known(portal, standing, |_| true).await?;
    if there.iter().any(|(_, known)| known.id == credential.id) {
        return Ok(Err(Refusal::There));
    }
    if !is_first_use(portal, challenge).await? {
        return Ok(Err(Refusal::Used));
    }
    Ok(Ok(Evidence { kind: MethodKind::Passkey, method, at: portal.now() }))
}

/// Uses a challenge up, by one statement: of many answers at once, one is the first. What was counted is forgotten when the challenge is over anyway.
async fn is_first_use(portal: &Portal, challenge: &Challenge) -> Result<bool, Fault> {
    let key = portal.secrets.keyed.mac("passkey challenge used", &[challenge.bytes()]).to_vec();
    let spend = Spend { key, now: portal.now(), window_ms: CHALLENGE_MS, limit: 1 };
    Ok(portal.storage.spend(spend).await?.retry_after_ms.is_none())
}
