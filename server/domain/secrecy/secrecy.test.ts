import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  caseParts,
  type HarmAnswers,
  handOverGrounds,
  harmAnswers,
  harms,
  type Secrecy,
  secrecyLevels,
} from '../../../contracts/secrecy.ts'
import { generated } from '../../../test/any-instruction.ts'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { betweenBoards, contentOf, type Passing, passesBetweenBoards } from './between-boards.ts'
import { judgeHarm } from './judge-harm.ts'
import { isSealed, levelOf, mostSecret, strictness } from './levels.ts'

const known = ['21:1', '21:3', '21:7', '23:1', '23:5', '24:8', '25:1', '26:1', '26:5', '27:1', '40:6', '40:7 g', '99:1']
const anyTags = fc.array(fc.constantFrom(...known), { maxLength: 6 })
const all = (answer: (typeof harmAnswers)[number]): HarmAnswers => Object.fromEntries(harms.map((harm) => [harm, answer]))

describe('the strictest secrecy stands', () => {
  test('L21: of several secrecies the strictest stands, in whatever order and however often they come', () => {
    fc.assert(
      fc.property(anyTags, anyTags, (one, other) => {
        const both = mostSecret([...one, ...other])
        expect(mostSecret([...other, ...one, ...one])).toEqual(both)
        // never weaker than either, and exactly as strict as one of them
        expect(strictness(both.level)).toBe(Math.max(strictness(mostSecret(one).level), strictness(mostSecret(other).level)))
        expect(both.isProtected).toBe(mostSecret(one).isProtected || mostSecret(other).isProtected)
        for (const tag of both.provisions) expect(strictness(both.level)).toBeGreaterThanOrEqual(strictness(levelOf(tag)))
      }),
      { numRuns: generated(500) },
    )
  })

  test('L21: absolute above reverse above straight above qualified straight above nothing', () => {
    expect(['40:6', '26:5', '26:1', '27:1'].map(levelOf)).toEqual(['qualified-straight', 'straight', 'reverse', 'absolute'])
    expect(mostSecret(['40:6', '26:1'])).toEqual({ level: 'reverse', provisions: ['26:1', '40:6'], isProtected: false, years: 70 })
    expect(mostSecret([])).toEqual({ level: 'none', provisions: [], isProtected: false, years: null })
    expect(mostSecret(['26:5', '27:1']).level).toBe('absolute')
    expect(secrecyLevels.filter(isSealed)).toEqual(['reverse', 'absolute'])
  })

  test('L35, L37, L40: preschool, health care, social services and reports of concern for a child are presumed secret', () => {
    expect(['23:1', '23:2', '25:1', '26:1', '40:7 g'].map(levelOf)).toEqual(Array(5).fill('reverse'))
    expect(['21:3', '21:3 a', '22:1', '22:2'].every((tag) => mostSecret([tag]).isProtected)).toBe(true)
  })

  test('A20: a provision that nobody has weighed is taken to be strict', () => {
    expect(levelOf('99:1')).toBe('reverse')
  })
})

describe('L40b: the harm test, each criterion by each answer', () => {
  const tells: Record<(typeof secrecyLevels)[number], readonly [boolean, boolean, boolean, boolean]> = {
    // answers:              none  unsure  some   considerable
    none: [true, true, true, true],
    'qualified-straight': [true, true, true, false],
    straight: [true, true, false, false],
    reverse: [true, false, false, false],
    absolute: [false, false, false, false],
  }
  for (const level of secrecyLevels)
    harmAnswers.forEach((answer, column) => {
      test(`L40b: ${level}, ${answer}: ${tells[level][column] ? 'may be told' : 'is secret'}`, () => {
        expect(judgeHarm(level, all(answer))).toBe(tells[level][column] ? 'all' : 'nothing')
        // one such answer among clear ones decides
        for (const harm of harms)
          expect(judgeHarm(level, { ...all('none'), [harm]: answer })).toBe(tells[level][column] ? 'all' : 'nothing')
      })
    })
  test('L40b: a form with a question unanswered refuses, whatever the criterion', () => {
    for (const level of secrecyLevels)
      for (const harm of harms) expect(judgeHarm(level, { ...all('none'), [harm]: undefined }, ['state'])).toBe('nothing')
    expect(judgeHarm('straight', {})).toBe('nothing')
  })
  test('L40b: what the harm isn’t about may still be told, but never of what is absolutely secret', () => {
    expect(judgeHarm('straight', all('some'), ['state'])).toBe('part')
    expect(judgeHarm('reverse', all('unsure'), ['state'])).toBe('part')
    expect(judgeHarm('absolute', all('none'), ['state'])).toBe('nothing')
  })
})

const secret = {
  public: { level: 'none', provisions: [], isProtected: false },
  straight: { level: 'straight', provisions: ['26:5'], isProtected: false },
  reverse: { level: 'reverse', provisions: ['25:1'], isProtected: false },
  protected: { level: 'qualified-straight', provisions: ['21:3'], isProtected: true },
  absolute: { level: 'absolute', provisions: ['27:1'], isProtected: false },
} as const satisfies Record<string, Pick<Secrecy, 'level' | 'provisions' | 'isProtected'>>
const bare: Passing = { hand: 'agent', ground: 'no-harm', answers: {}, consented: [], law: null }
const passes = (content: keyof typeof secret, passing: Partial<Passing>) =>
  passesBetweenBoards(secret[content], { ...bare, ...passing }).passes
const consent = { ground: 'consent', consented: caseParts } as const

describe('D6: secrecy at hand-over, cell by cell', () => {
  const table = {
    public: ['permit', 'permit', 'permit-with-purpose', 'permit'],
    straight: ['permit-on-relation', 'permit', 'harm-test', 'permit-on-relation'],
    reverse: ['named-unit', 'permit-per-item', 'breaker-with-form', 'clause-only'],
    protected: ['protected-officers', 'officer-decides', 'deny', 'deny'],
    absolute: ['deny', 'per-provision', 'deny', 'deny'],
  } as const
  for (const content of ['public', 'straight', 'reverse', 'protected', 'absolute'] as const) {
    ;(['same-board', 'with-consent', 'without-consent', 'look-up'] as const).forEach((towards, column) => {
      test(`D6: ${content}, ${towards}: ${table[content][column]}`, () => {
        expect(contentOf(secret[content])).toBe(content)
        expect(betweenBoards[content][towards]).toBe(table[content][column])
      })
    })
  }
  test('D6: public passes, and straight passes with consent or where no harm can be assumed', () => {
    expect(passes('public', {})).toBe(true)
    expect(passes('straight', { ground: 'consent' })).toBe(true)
    expect(passes('straight', { answers: all('unsure') })).toBe(true)
    expect(passes('straight', { answers: all('some') })).toBe(false)
    expect(passes('straight', {})).toBe(false)
  })
  test('D6, L24, L29: reverse passes with consent to every part, or by a provision that breaks it with the form answered', () => {
    expect(passes('reverse', consent)).toBe(true)
    expect(passes('reverse', { ...consent, consented: ['messages'] })).toBe(false)
    expect(passes('reverse', { answers: all('none') })).toBe(false)
    expect(passes('reverse', { ground: '10:2' })).toBe(false)
    expect(passes('reverse', { ground: '10:2', answers: all('some') })).toBe(true)
    expect(passes('reverse', { ground: '10:28', answers: all('some') })).toBe(false)
    expect(passes('reverse', { ground: '10:28', answers: all('some'), law: 'SoL 19:1' })).toBe(true)
  })
  test('L28: the general clause never opens health care and social services', () => {
    for (const provision of ['25:1', '25:8', '26:1', '26:6'])
      expect(
        passesBetweenBoards(
          { level: 'reverse', provisions: ['23:1', provision], isProtected: false },
          { ...bare, ground: '10:27', answers: all('some') },
        ).passes,
      ).toBe(false)
    expect(
      passesBetweenBoards(
        { level: 'reverse', provisions: ['23:1'], isProtected: false },
        { ...bare, ground: '10:27', answers: all('some') },
      ).passes,
    ).toBe(true)
  })
  test('D6: a protected person’s case passes by an officer and consent only; absolute secrecy as its provision says', () => {
    expect(passes('protected', consent)).toBe(false)
    expect(passes('protected', { ...consent, hand: 'officer' })).toBe(true)
    expect(passes('protected', { ground: '10:2', answers: all('none'), hand: 'officer' })).toBe(false)
    expect(passes('absolute', consent)).toBe(true)
    expect(passes('absolute', { ground: '10:28', law: 'SoL 19:1', answers: all('none'), hand: 'officer' })).toBe(false)
    expect(
      passesBetweenBoards({ level: 'absolute', provisions: ['24:8'], isProtected: false }, { ...bare, ...consent, hand: 'officer' }).passes,
    ).toBe(false)
  })
})

describe('the database says the same', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.end())

  test('D6, L40b: the table in the program and the one in the database agree on whatever is asked', async () => {
    const anyPassing = fc.record({
      tags: fc.array(fc.constantFrom(...known), { maxLength: 3 }),
      hand: fc.constantFrom('agent' as const, 'officer' as const),
      ground: fc.constantFrom(...handOverGrounds),
      answers: fc.oneof(
        fc.constantFrom(...harmAnswers).map(all),
        fc.dictionary(fc.constantFrom(...harms), fc.constantFrom(...harmAnswers), { maxKeys: 4, noNullPrototype: true }),
      ),
      consented: fc.oneof(fc.constant([...caseParts]), fc.subarray([...caseParts])),
      law: fc.constantFrom(null, 'SoL 19:1'),
    })
    const given = fc.sample(anyPassing, generated(2000))
    const rows = given.map(({ tags, ...passing }, n) => ({ ...mostSecret(tags), ...passing, n }))
    const said = await w.owner((tx) =>
      tx.all(
        z.object({ passes: z.boolean() }),
        sql`select passes_between_boards(r.level, r.provisions, r."isProtected", r.hand, r.ground, r.answers, r.consented, r.law) as passes
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (level text, provisions text[], "isProtected" boolean, hand text, ground text, answers jsonb, consented text[], law text, n bigint) order by r.n`,
      ),
    )
    const ours = given.map(({ tags, ...passing }) => passesBetweenBoards(mostSecret(tags), passing).passes)
    expect(said.map((row) => row.passes)).toEqual(ours)
    expect(new Set(ours).size).toBe(2)
  })

  test('L21: the database and the program find the same strictest secrecy of any provisions', async () => {
    const given = fc.sample(anyTags, generated(500))
    const said = await w.owner((tx) =>
      tx.all(
        z.object({ level: z.string() }),
        sql`select strictest(array(select jsonb_array_elements_text(r.tags))) as level from jsonb_array_elements(${JSON.stringify(given)}::jsonb) with ordinality as r (tags, n) order by r.n`,
      ),
    )
    expect(said.map(({ level }) => level)).toEqual(given.map((tags) => mostSecret(tags).level))
  })

  test('L35, L37: the database and the program know the same provisions as presumed secret', async () => {
    const { tags } = await w.owner((tx) => tx.one(z.object({ tags: z.array(z.string()) }), sql`select reverse_provisions() as tags`))
    expect(tags.map(levelOf)).toEqual(tags.map(() => 'reverse'))
    expect(known.filter((tag) => tag !== '99:1' && levelOf(tag) === 'reverse').every((tag) => tags.includes(tag))).toBe(true)
  })
})
