// Passkeys: carries what the portal asks to the authenticator, and the answer into the page's form. It decides nothing.
'use strict';
{
  const form = document.querySelector('form[data-passkey]');
  const lines = document.querySelectorAll('[data-said]');
  /** The request that waits in the browser's suggestions, to be ended by the button. */
  let waiting = null;

  const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  const known = list => list.map(({ id, transports }) => ({ type: 'public-key', id: bytes(id), transports }));
  const say = code => lines.forEach(line => { line.hidden = line.dataset.said !== code; });

  /** What the portal asks for. Where it leads elsewhere (a session that is over, a second factor that is too old), so does the page. */
  const ask = async () => {
    const answer = await fetch(form.dataset.ask, { method: 'POST' });
    if (answer.redirected || answer.status === 409 || answer.status === 410) {
      location.reload();
      return new Promise(() => {});
    }
    if (!answer.ok) throw new Error(`asking was answered by ${answer.status}`);
    return answer.json();
  };

  const create = asked => navigator.credentials.create({
    publicKey: {
      challenge: bytes(asked.challenge),
      rp: { id: asked.rp, name: asked.rp },
      user: { id: bytes(asked.user.id), name: asked.user.name, displayName: asked.user.shown },
      pubKeyCredParams: asked.algorithms.map(alg => ({ type: 'public-key', alg })),
      excludeCredentials: known(asked.known),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      attestation: 'none',
      timeout: asked.timeout,
    },
  });

  const get = (asked, more) => navigator.credentials.get({
    publicKey: {
      challenge: bytes(asked.challenge),
      rpId: asked.rp,
      allowCredentials: known(asked.known),
      userVerification: 'required',
      timeout: asked.timeout,
    },
    ...more,
  });

  const send = ({ rawId, response }) => {
    const fields = response.attestationObject
      ? {
        attestation: text(response.attestationObject),
        transports: response.getTransports ? response.getTransports().join() : '',
      }
      : {
        credential: text(rawId),
        authenticator_data: text(response.authenticatorData),
        signature: text(response.signature),
        user_handle: response.userHandle ? text(response.userHandle) : '',
      };
    fields.client_data = text(response.clientDataJSON);
    for (const [name, value] of Object.entries(fields)) form.elements.namedItem(name).value = value;
    form.submit();
  };

  /** Which sentence an error means; many say the same for whatever a person or a device did not do. */
  const code = (error, asked, began) => {
    switch (error.name) {
      case 'InvalidStateError': return 'there';
      case 'SecurityError': return 'address';
      case 'ConstraintError':
      case 'NotSupportedError': return 'unable';
      case 'NotAllowedError':
        if (asked && performance.now() - began >= asked.timeout) return 'late';
        return form.dataset.passkey === 'create' ? 'not-made' : 'cancelled';
      default: return 'failed';
    }
  };

  const go = async event => {
    event.preventDefault();
    const button = form.querySelector('button');
    const began = performance.now();
    let asked = null;
    say(null);
    button.disabled = true;
    waiting?.abort();
    try {
      asked = await ask();
      send(await (form.dataset.passkey === 'create' ? create(asked) : get(asked)));
    } catch (error) {
      say(code(error, asked, began));
      button.disabled = false;
      button.focus();
    }
  };

  /** Passkeys among the suggestions of the name's field. It asks anew before the challenge is over, and says nothing when it fails. */
  const suggest = async () => {
    if (!await PublicKeyCredential.isConditionalMediationAvailable?.()) return;
    const asked = await ask();
    waiting = new AbortController();
    const { signal } = waiting;
    const anew = setTimeout(() => { waiting.abort(); suggest().catch(() => {}); }, asked.timeout);
    signal.addEventListener('abort', () => clearTimeout(anew));
    send(await get(asked, { mediation: 'conditional', signal }));
  };

  if (!form) {
    // A page without passkeys.
  } else if (!window.PublicKeyCredential) {
    say('unsupported');
  } else if (location.origin !== form.dataset.origin) {
    say('address');
  } else {
    form.hidden = false;
    form.addEventListener('submit', go);
    form.querySelector('[autofocus]')?.focus();
    addEventListener('pageshow', () => { form.querySelector('button').disabled = false; });
    if ('autofill' in form.dataset) suggest().catch(() => {});
  }
}
