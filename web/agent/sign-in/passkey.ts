import type { Given, Reply } from '../../../contracts/api.ts'
import { call } from '../client.ts'

type Asserted = Given<'signInPasskey'>['body']['answer']
type Created = Given<'addPasskey'>['body']['answer']

/** Passkeys need a browser that knows them and a page that nobody between could have changed. */
export const canUsePasskeys = () =>
  isSecureContext && typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential

/** Whoever put the browser's own dialog aside has changed their mind; nothing is wrong. */
export const isPutAside = (thrown: unknown) => thrown instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(thrown.name)

/** Asks this device, or one beside it, for a passkey. @returns what the server is told */
export async function askPasskey(): Promise<{ way: string; answer: Asserted }> {
  const { way, options } = await call('askForPasskey', { body: {} })
  const found = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(defined(options)) })
  return { way, answer: jsonOf(found) }
}

export async function makePasskey(offered: Reply<'offerPasskey'>): Promise<{ way: string; answer: Created }> {
  const made = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(defined(offered.options)) })
  return { way: offered.way, answer: jsonOf(made) }
}

/** What JSON has left out is not there: the browser's types want that said. */
function defined<T extends object>(options: T): T & { [K in keyof T]: NonNullable<T[K]> } {
  return JSON.parse(JSON.stringify(options))
}

function jsonOf<T>(found: Credential | null): T {
  if (!(found instanceof PublicKeyCredential)) throw new Error('The browser gave no passkey')
  return JSON.parse(JSON.stringify(found.toJSON()))
}
