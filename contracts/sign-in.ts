import { z } from 'zod'
import { Me } from './staff.ts'
import { Hand, Id, Instant } from './words.ts'

// How staff sign in, and what they and administrators change about it.

const Secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const Base64url = z
  .string()
  .max(20_000)
  .regex(/^[A-Za-z0-9_-]*$/)
const NewPassword = z.string().min(12).max(200)

/** What the sign-in page may offer. */
export const SignInWays = z.object({ provider: z.string().nullable() })
/** After a right password: signed in, or one more step. `enrol`: what a new authenticator is to be given. */
export const SignInReply = z.union([
  Me,
  z.object({ next: z.enum(['code', 'enrol']), ticket: Secret, enrol: z.object({ secret: z.string(), uri: z.string() }).nullable() }),
])
export const SignInCode = z.object({ ticket: Secret, code: z.string().trim().min(6).max(40) })
/** `recoveryCodes`: shown once, to whoever got an authenticator on the way in. */
export const SignedInByCode = z.object({ me: Me, recoveryCodes: z.array(z.string()) })
export const SignedOut = z.object({ next: z.string().nullable() })

const Algorithm = z.object({ type: z.literal('public-key'), alg: z.number() })
const Credential = z.object({ id: z.string(), type: z.literal('public-key'), transports: z.array(z.string()).optional() })
const UserVerification = z.enum(['required', 'preferred', 'discouraged'])
/** W3C Web Authentication, the JSON forms of level 3: what the browser's own parse…FromJSON reads. */
export const PasskeyRequest = z.object({
  way: Secret,
  options: z.object({
    challenge: z.string(),
    rpId: z.string().optional(),
    timeout: z.number().optional(),
    userVerification: UserVerification.optional(),
  }),
})
export const PasskeyCreation = z.object({
  way: Secret,
  options: z.object({
    rp: z.object({ name: z.string(), id: z.string().optional() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    challenge: z.string(),
    pubKeyCredParams: z.array(Algorithm),
    timeout: z.number().optional(),
    excludeCredentials: z.array(Credential).optional(),
    authenticatorSelection: z
      .object({
        residentKey: UserVerification.optional(),
        requireResidentKey: z.boolean().optional(),
        userVerification: UserVerification.optional(),
      })
      .optional(),
    attestation: z.enum(['none', 'indirect', 'direct', 'enterprise']).optional(),
  }),
})
const Answer = { id: Base64url, rawId: Base64url, type: z.literal('public-key'), clientExtensionResults: z.object({}).default({}) }
const Asserted = z.object({
  ...Answer,
  response: z.object({ clientDataJSON: Base64url, authenticatorData: Base64url, signature: Base64url, userHandle: Base64url.optional() }),
})
const Created = z.object({
  ...Answer,
  response: z.object({
    clientDataJSON: Base64url,
    attestationObject: Base64url,
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
})
export type Asserted = z.output<typeof Asserted>
export type Created = z.output<typeof Created>
export const SignInPasskey = z.object({ way: Secret, answer: Asserted, hand: Hand.optional() })

/** One of three ways to show again that it is you. */
export const StepUp = z.union([
  z.object({ password: z.string().min(1).max(200) }),
  z.object({ code: z.string().trim().min(6).max(10) }),
  z.object({ way: Secret, answer: Asserted }),
])
export const SteppedUp = z.object({ proof: Secret })

export const Account = z.object({
  name: z.string(),
  email: z.string(),
  password: z.boolean(),
  code: z.object({ since: Instant, recoveryCodesLeft: z.int() }).nullable(),
  /** The roles of this person that demand a second step after a password. */
  demanded: z.boolean(),
  linked: z.boolean(),
  passkeys: z.array(z.object({ id: Id, name: z.string(), madeAt: Instant, usedAt: Instant.nullable() })),
  sessions: z.array(
    z.object({
      id: Id,
      current: z.boolean(),
      hand: Hand,
      since: Instant,
      seenAt: Instant,
      endsAt: Instant.nullable(),
      method: z.enum(['password', 'password-and-code', 'passkey', 'provider']),
      device: z.enum(['computer', 'phone', 'tablet', 'unknown']),
      network: z.string().nullable(),
    }),
  ),
})
export const WithProof = z.object({ proof: Secret.optional() })
export const AddPasskey = WithProof.extend({ way: Secret, answer: Created, name: z.string().trim().min(1).max(60) })
export const OfferedCode = z.object({ secret: z.string(), uri: z.string() })
export const ConfirmCode = z.object({ code: z.string().trim().min(6).max(10) })
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })
export const ChangePassword = z.object({ proof: Secret, password: NewPassword })

export const Access = z.object({
  provider: z.object({ name: z.string(), issuer: z.string(), returnAddress: z.string(), linksByClaim: z.boolean() }).nullable(),
  scimAddress: z.string(),
  mappings: z.array(z.object({ id: z.int(), group: z.string(), hand: Hand, board: z.string(), since: Instant })),
  groups: z.array(z.string()),
  tokens: z.array(z.object({ id: Id, name: z.string(), madeAt: Instant, usedAt: Instant.nullable(), revokedAt: Instant.nullable() })),
  secondFactor: z.array(Hand),
  people: z.array(
    z.object({
      id: Id,
      name: z.string(),
      email: z.string(),
      active: z.boolean(),
      password: z.boolean(),
      code: z.boolean(),
      passkeys: z.int(),
      linked: z.boolean(),
      byDirectory: z.boolean(),
    }),
  ),
})
export const MapGroup = z.object({ group: z.string().trim().min(1).max(300), hand: Hand, board: z.string().max(60) })
export const MakeToken = z.object({ name: z.string().trim().min(1).max(60) })
export const MadeToken = z.object({ token: z.string(), access: Access })
export const DemandSecondFactor = z.object({ hand: Hand, demanded: z.boolean() })
export const OfPerson = z.object({ employee: Id })
export const OfferedLink = z.object({ address: z.string() })
