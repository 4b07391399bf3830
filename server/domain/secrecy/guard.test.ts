import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOf, labelledSet, precisionOf, recallOf, scores } from '../../../tools/guard/measure.ts'
import { findInText, findingKinds } from './index.ts'

const set = labelledSet()
const kindsIn = (text: string) => findInText(text).map(({ kind }) => kind)
const wordsIn = (text: string) => findInText(text).map(({ start, end }) => text.slice(start, end))

describe.each(['development', 'held-out'] as const)('the %s half of the labelled set', (half) => {
  const measured = scores(set.filter((each) => each.half === half))
  test.each(measured)('T10: $kind is found, and little else is taken for it', (score) => {
    const identity = score.kind === 'identityNumber'
    expect(score.expected).toBeGreaterThan(5)
    expect(recallOf(score)).toBeGreaterThanOrEqual(identity ? 0.99 : 0.9)
    expect(precisionOf(score)).toBeGreaterThanOrEqual(identity ? 0.95 : 0.8)
  })
})

test('T10: the labelled set has five hundred texts, and a third of them hold nothing', () => {
  expect(set.length).toBeGreaterThanOrEqual(500)
  expect(set.filter(({ spans }) => spans.length === 0).length).toBeGreaterThan(set.length / 3)
})

test('T10: traps of the identity numbers are left alone', () => {
  const traps = set.filter(({ file }) => file === 'identity-traps.yaml')
  const wrong = traps.filter((each) => faultsOf(each).wrong.some(({ kind }) => kind === 'identityNumber'))
  expect(wrong.length / traps.length).toBeLessThan(0.05)
})

/** Luhn, written another way than in the code it tests. */
function lastDigit(nine: string): string {
  const sum = [...nine].reduce(
    (total, digit, index) => total + [...String(Number(digit) * (index % 2 === 0 ? 2 : 1))].reduce((a, b) => a + Number(b), 0),
    0,
  )
  return String((10 - (sum % 10)) % 10)
}
const units = ['noll', 'ett', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio']
const wide = (digits: string) => digits.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))
const forms: readonly ((day: string, last: string, century: string) => string)[] = [
  (day, last) => `${day}-${last}`,
  (day, last) => `${day}+${last}`,
  (day, last, century) => `${century}${day}${last}`,
  (day, last) => `${day} ${last}`,
  (day, last) => `${day.slice(0, 2)}.${day.slice(2, 4)}.${day.slice(4)}-${last}`,
  (day, last) => `${wide(day)}－${wide(last)}`,
  (day, last) => `${day.slice(0, 3)}\u200b${day.slice(3)}\u00ad-${last}`,
  (day, last) => `<td>${day.slice(0, 2)}<b>${day.slice(2)}</b>-${last}</td>`,
  (day, last) => `${day}&#45;${last}`,
  (day, last) => `${day}-\n> ${last}`,
  (day, last) =>
    `${[...day].map((each) => units[Number(each)]).join(' ')} streck ${[...last].map((each) => units[Number(each)]).join(' ')}`,
  (day, last) => `${day} sista fyra ${last}`,
]

test('T10, L5: any number with a day and a check digit is found in every form, and points at where it stands', () => {
  const someone = fc.record({
    born: fc.date({ min: new Date('1890-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
    number: fc.integer({ min: 980, max: 999 }),
    coordination: fc.boolean(),
    form: fc.constantFrom(...forms),
    before: fc.constantFrom('', 'Hej! ', 'mitt nr är ', 'ÖÖÖÖÖÖÖ ', 'å\u0308 '),
  })
  fc.assert(
    fc.property(someone, ({ born, number, coordination, form, before }) => {
      const [year, month, day] = born.toISOString().slice(0, 10).split('-')
      const written = `${year?.slice(2)}${month}${coordination ? Number(day) + 60 : day}`
      const whole = form(written, `${number}${lastDigit(`${written}${number}`)}`, year?.slice(0, 2) ?? '')
      const text = `${before}${whole} tack`
      const [found] = findInText(text).filter(({ kind }) => kind === 'identityNumber')
      expect(found).toBeDefined()
      expect(text.slice(found?.start, found?.end)).toContain(whole.replace(/^<td>|<\/td>$/g, '').slice(0, 3))
    }),
    { numRuns: 400 },
  )
})

test('T10: a wrong check digit, a day that isn’t, and birth number 000 are nobody', () => {
  expect(wordsIn('121212-1213, 121312-1212, 120231-1219, 12121200')).toEqual([])
})

test.each([
  ['ring mig på 070-123 45 67', ['phone']],
  ['skriv till kim (at) exempel punkt se', ['email']],
  ['jag bor på Storgatan 12', ['address']],
  ['fastigheten Exempelby Backa 1:23', ['property']],
  ['mitt konto 8327-9, 123 456 789-0', ['bankAccount']],
  ['en bil med reg ABC123', ['vehicle']],
  ['jag har fått diagnosen diabetes', ['health']],
  ['hon får försörjningsstöd', ['social']],
  ['han dömdes för misshandel', ['offence']],
  ['min dotter är 7 år', ['child']],
  ['vi har skyddad identitet', ['protectedIdentity']],
  ['jag är medlem i facket', ['specialCategory']],
  ['allergisk mot köer, döv för argument, sjuk bil', []],
  ['öppettider på vårdcentralen vid Sjukhusgatan', []],
  ['KS/2017:107, OSL 26:1, SoL 2025:400, 08-området, rum 1212', []],
] as const)('T10: %s', (text, kinds) => {
  expect(kindsIn(text)).toEqual(kinds)
})

test('a finding says where in the text that was written, whatever stands inside it', () => {
  const text = 'Kim <b>&aring;</b>: 12<i>12</i>12&nbsp;1212!'
  expect(wordsIn(text)).toEqual(['12<i>12</i>12&nbsp;1212'])
})

// Kept for ever: each made some earlier rule slow, or was written to.
const nasty = [
  '1',
  '1 ',
  '07 ',
  '1-',
  'tjugo ett ',
  'tjugoett',
  'en ',
  'a@',
  'a@a.',
  '(at) ',
  '<a ',
  '&#',
  '%2',
  '=\n',
  '\n> ',
  'Aa ',
  'A 1:',
  'gatan ',
  'storgatan 1 ',
  'konto ',
  'se12',
  'ABC',
  'min son a ',
  'jag har ',
  'sjuk ',
  '\u200b',
  '\u0301',
  'sista fyra ',
  'kv a',
  'elev ',
  '7 år ',
  'Anna ',
  'å',
  `${'x'.repeat(59)} `,
  'diabetes-',
  '🧑‍🧑‍🧒',
  '\ud800',
]
test.each(nasty)('T10: a megabyte of %j takes no time to speak of', (piece) => {
  const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
  const before = process.cpuUsage()
  findInText(text)
  // seconds on a machine that does other things too; a rule that looks back would take hours
  expect(process.cpuUsage(before).user / 1_000_000).toBeLessThan(30)
})

test('T10: whatever is thrown at it, it answers, inside the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      for (const { kind, start, end } of findInText(text)) {
        expect(findingKinds).toContain(kind)
        expect(start).toBeLessThan(end)
        expect(end).toBeLessThanOrEqual(text.length)
      }
    }),
    { numRuns: 300 },
  )
})
