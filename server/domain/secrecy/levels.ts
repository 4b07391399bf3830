import { type Secrecy, type SecrecyLevel, secrecyLevels } from '../../../contracts/secrecy.ts'

type Provision = { level: SecrecyLevel; years?: number; isProtected?: true; consentOpens?: false }

/**
 * The provisions of OSL that a municipality meets, each with its harm criterion; of a section that has several, the strictest. `years`: how long it
 * lasts in a public record, where the section says seventy; the municipality states its own where it isn't here.
 */
const provisions: Readonly<Record<string, Provision>> = {
  '21:1': { level: 'qualified-straight', years: 70 },
  '21:3': { level: 'qualified-straight', years: 70, isProtected: true },
  '21:3 a': { level: 'qualified-straight', years: 70, isProtected: true },
  '21:5': { level: 'straight', years: 70 },
  '21:7': { level: 'straight' },
  '22:1': { level: 'qualified-straight', years: 70, isProtected: true },
  '22:2': { level: 'reverse', years: 70, isProtected: true },
  '23:1': { level: 'reverse', years: 70 },
  '23:2': { level: 'reverse', years: 70 },
  '23:5': { level: 'qualified-straight' },
  '24:8': { level: 'absolute', consentOpens: false },
  '25:1': { level: 'reverse', years: 70 },
  '26:1': { level: 'reverse', years: 70 },
  '26:5': { level: 'straight' },
  '27:1': { level: 'absolute' },
  '40:3': { level: 'reverse' },
  '40:6': { level: 'qualified-straight' },
  '40:7': { level: 'qualified-straight' },
  '40:7 g': { level: 'reverse', years: 70 },
}

/** A provision that nobody has weighed yet is taken to be strict: secret unless it is clear that no harm is done. */
const unknown: Provision = { level: 'reverse' }
const provisionOf = (tag: string): Provision => provisions[tag] ?? unknown

export const strictness = (level: SecrecyLevel): number => secrecyLevels.indexOf(level)
export const levelOf = (tag: string): SecrecyLevel => provisionOf(tag).level
/** Whether the person whom it guards may let it go (OSL 12:2); statistics' secrecy guards more than one person. */
export const opensByConsent = (tag: string): boolean => provisionOf(tag).consentOpens !== false

/** L21, OSL 7:3: of several secrecies the strictest stands. Whatever order they come in, and however often. Pure. */
export function mostSecret(tags: readonly string[]): Secrecy {
  const each = [...new Set(tags)].sort((one, other) => strictness(levelOf(other)) - strictness(levelOf(one)) || (one < other ? -1 : 1))
  const years = each.flatMap((tag) => provisionOf(tag).years ?? [])
  return {
    level: each[0] === undefined ? 'none' : levelOf(each[0]),
    provisions: each,
    isProtected: each.some((tag) => provisionOf(tag).isProtected === true),
    years: years.length === 0 ? null : Math.max(...years),
  }
}

/** The words of a case stay out of lists and of the index where the presumption is secrecy (OSL 25:1, 26:1). */
export const isSealed = (level: SecrecyLevel): boolean => strictness(level) >= strictness('reverse')
