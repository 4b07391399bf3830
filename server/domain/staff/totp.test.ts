import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generated } from '../../../test/any-instruction.ts'
import { base32, codeOf, newRecoveryCodes, otpauthUri, readRecoveryCode, stepAt, stepOf } from './totp.ts'

const secret = Buffer.from('12345678901234567890')

// RFC 6238 appendix B (SHA-1, eight digits) and RFC 4226 appendix D (six digits).
test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('at %i seconds the code is the RFC’s', (seconds, code) => {
  expect(codeOf(secret, stepAt(seconds * 1000), 8)).toBe(code)
})
test.each(
  ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'].map(
    (code, count) => [count, code] as const,
  ),
)('count %i gives %s', (count, code) => {
  expect(codeOf(secret, count)).toBe(code)
})

test('RFC 4648: base32 without padding', () => {
  expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)))).toEqual([
    '',
    'MY',
    'MZXQ',
    'MZXW6',
    'MZXW6YQ',
    'MZXW6YTB',
    'MZXW6YTBOI',
  ])
})

test('a code is taken one step early and one late, and no further', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 20, maxLength: 20 }),
      fc.integer({ min: 10, max: 100_000_000 }),
      fc.integer({ min: -5, max: 5 }),
      (key, now, away) => {
        const found = stepOf(key, codeOf(key, now + away), now * 30_000 + 12_000)
        if (Math.abs(away) <= 1) expect(found).toBeDefined()
        // a code of another step may be the same by chance, but then it is named as the step it is taken for
        else if (found !== undefined) expect(codeOf(key, found)).toBe(codeOf(key, now + away))
      },
    ),
    { numRuns: generated(500) },
  )
})

test('what an authenticator is given names the installation, and a recovery code is read however it is typed', () => {
  expect(otpauthUri(secret, { issuer: 'Ombud Exempelby', account: 'Alva Lind' })).toBe(
    'otpauth://totp/Ombud%20Exempelby:Alva%20Lind?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Ombud%20Exempelby&algorithm=SHA1&digits=6&period=30',
  )
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(readRecoveryCode(` ${code.replaceAll('-', ' ').toUpperCase()}`)).toBe(code)
  expect(readRecoveryCode('123456')).toBeUndefined()
})
