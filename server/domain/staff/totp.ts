import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

// RFC 6238 (TOTP) over RFC 4226 (HOTP): SHA-1, thirty seconds, six digits, which is what every authenticator can.

const stepSeconds = 30
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** @returns the code of one step, `digits` long */
export function codeOf(secret: Uint8Array, step: number, digits = 6): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac[mac.length - 1] ?? 0) & 15
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

export const stepAt = (atMs: number): number => Math.floor(atMs / 1000 / stepSeconds)

/** The step that the code belongs to, one step of drift each way allowed; undefined when it belongs to none. Every step is compared. */
export function stepOf(secret: Uint8Array, code: string, atMs: number): number | undefined {
  const given = Buffer.from(code.replace(/\s/g, ''))
  const now = stepAt(atMs)
  const fits = [now - 1, now, now + 1].filter((step) => {
    const right = Buffer.from(codeOf(secret, step))
    return right.length === given.length && timingSafeEqual(right, given)
  })
  return fits.at(-1)
}

/** RFC 4648 base32 without padding: how an authenticator takes a secret that is typed. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export const newTotpSecret = (): Buffer => randomBytes(20)

/** What the picture for the authenticator says. */
export function otpauthUri(secret: Uint8Array, { issuer, account }: { issuer: string; account: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=${stepSeconds}`
}

/** Ten codes of eighty bits for the day the authenticator is lost, each good once. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: 10 }, () => (base32(randomBytes(10)).toLowerCase().match(/.{4}/g) ?? []).join('-'))

/** A recovery code as it is hashed, however it was typed; undefined when it can't be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const bare = typed.toLowerCase().replace(/[\s-]/g, '')
  return /^[a-z2-7]{16}$/.test(bare) ? (bare.match(/.{4}/g) ?? []).join('-') : undefined
}
