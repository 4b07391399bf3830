import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { FormFile } from '../../../contracts/application.ts'
import { Problem } from '../../../contracts/problems.ts'
import { readForms } from '../../../db/seed/exempelby.ts'
import { type World, world } from '../../../test/world.ts'
import { keeps } from '../../modules.ts'
import { sql } from '../../platform/db.ts'
import { codeHash, plainCode } from '../case/index.ts'
import { loadStanding } from '../instruction/index.ts'
import { certify } from '../retention/certify.ts'
import { eraseBatch } from '../retention/erase.ts'
import { listWhatIsDue, removeFiles } from '../retention/jobs.ts'
import { discardOwn, readOwn, submitOwn, writeOwn } from './applicant.ts'
import { fieldsNow, formRows } from './find-form.ts'
import { bindingFaults, categoriesAllowed } from './form-bindings.ts'
import { listForms } from './list-forms.ts'
import { publishForm } from './publish-form.ts'
import { listApplications, readApplication } from './read-application.ts'
import { startApplication } from './start-application.ts'
import { writeApplication } from './write-application.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const refused = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'permitted'
  } catch (error) {
    if (error instanceof Problem) return error.code
    if (error instanceof pg.DatabaseError) return error.code ?? 'database'
    throw error
  }
}
const forms = () => w.as('alva', (tx) => listForms(tx, 'sv'))
async function formOf(caseType: string) {
  const found = (await forms()).forms.find((form) => form.caseType === caseType)
  if (!found) throw new Error(`no form for ${caseType}`)
  return found
}
const start = async (caseType = 'felanmalan-gata-park') => {
  const { id } = await formOf(caseType)
  return w.as('alva', (tx) => startApplication(tx, { form: id, channel: 'phone', eServiceOffer: 'declined' }))
}
const write = (id: string, values: Record<string, string>, revision = 0) =>
  w.as('alva', (tx) => writeApplication(tx, id, { revision, values }))
const citizen = (code: string) => ({ hand: 'citizen', secret: plainCode(code) }) as const
const own = (code: string) => w.db.as(citizen(code), readOwn)
const change = (code: string, values: Record<string, string>, revision: number) =>
  w.db.as(citizen(code), (tx) => writeOwn(tx, { revision, values }))
const sealed = () => w.files.put(Buffer.from('{}'))
const submit = async (code: string, revision: number, confirmed = true) => {
  const raw = await sealed()
  return w.db.as(citizen(code), (tx) => submitOwn(tx, { revision, confirmed, raw }))
}
const State = z.object({ state: z.string(), answers: z.int(), edits: z.int(), on: z.string().nullable() })
const really = (id: string) =>
  w.owner((tx) =>
    tx.maybe(
      State,
      sql`select a.state, (select count(*)::int from application_answer x where x.contact_id = a.contact_id and x.value <> '') as answers, (select count(*)::int from application_edit x where x.contact_id = a.contact_id) as edits, c.dispose_on::text as "on"
        from application a join contact c on c.id = a.contact_id where a.contact_id = ${id}`,
    ),
  )

const isForm = (given: unknown): boolean => FormFile.safeParse(given).success

describe('forms', () => {
  const [first] = readForms()
  const form = (given: Partial<FormFile> = {}): FormFile => ({ ...(first as FormFile), ...given })
  const publish = (given: Partial<FormFile>, person = 'bodil') => w.as(person, (tx) => publishForm(tx, form(given)))
  const faultsOf = async (given: Partial<FormFile>) => {
    try {
      await publish(given)
      return []
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return (error.facts.errors as { field: string; code: string }[]).map(({ field, code }) => `${error.code} ${field} ${code}`)
    }
  }

  test('A34: the seven forms are there, each bound to its board, categories, retention and secrecy', async () => {
    const { forms: all } = await forms()
    expect(all.map(({ caseType }) => caseType).sort()).toEqual(
      [
        'bullerbidrag',
        'felanmalan-gata-park',
        'kart-och-mattjanst',
        'matavfall',
        'olovlig-etablering',
        'skada-forsakring',
        'torghandel',
      ].sort(),
    )
    for (const each of all) {
      expect(each).toMatchObject({ board: 'stadsbyggnadsnamnden', retention: 'stadsbyggnadsnamnden/gallring-utkast', version: 1 })
      expect(each.fields.every(({ category }) => ['name', 'phone', 'email', 'address', 'property', 'message'].includes(category))).toBe(
        true,
      )
    }
    expect(all.find(({ caseType }) => caseType === 'skada-forsakring')?.secrecyTags).toEqual(['40:6'])
  })

  test('A34: a form without any one of the four bindings is no form, nor one whose binding doesn’t hold', async () => {
    for (const binding of ['board', 'fields', 'retention', 'secrecy'] as const)
      expect(isForm({ ...form(), [binding]: undefined }), binding).toBe(false)
    expect(isForm({ ...form(), fields: form().fields.map(({ category: _, ...field }) => field) })).toBe(false)
    expect(await faultsOf({ caseType: 'lekplats' })).toEqual(['form_unbound board no_such_case_type_at_the_board'])
    const identity = { ...form().fields[0], name: 'number', category: 'identityNumber' } as FormFile['fields'][number]
    expect(await faultsOf({ fields: [identity] })).toEqual(['form_unbound fields.number.category category_not_allowed'])
    expect(await faultsOf({ retention: 'gallring-kontakt' })).toEqual(['form_unbound retention not_the_rule_for_its_drafts'])
    expect(await faultsOf({ caseType: 'skada-forsakring' })).toEqual(['form_unbound secrecy.tags not_those_of_the_case_type'])
    expect(await faultsOf({ secrecy: { level: 'sealed', tags: [] } })).toEqual(['form_unbound secrecy.level not_that_of_the_case_type'])
    expect(await faultsOf({ caseType: 'bygglov' })).toContain('form_unbound fields.name.category category_not_allowed')
  })

  test('A34: the database refuses the same, whoever writes', async () => {
    const Types = z.object({ board: z.int(), type: z.int(), version: z.int() })
    const { board, type, version } = await w.owner((tx) =>
      tx.one(
        Types,
        sql`select f.board_id as board, f.case_type_id as type, f.instruction_version_id as version from form_version f join case_type t on t.id = f.case_type_id where t.code = 'skada-forsakring'`,
      ),
    )
    const insert = (given: { categories?: string[] | null; retention?: string | null; tags?: string[] | null; board?: number | null }) =>
      refused(
        w.owner((tx) =>
          tx.run(sql`insert into form_version (board_id, case_type_id, version, instruction_version_id, title, lead, fields, categories, retention_clause, secrecy, secrecy_tags, published_at)
            values (${given.board === undefined ? board : given.board}, ${type}, 9, ${version}, '{}', '{}', '[{"name": "a", "category": "message"}]', ${given.categories === undefined ? ['message'] : given.categories}, ${given.retention === undefined ? 'gallring-utkast' : given.retention}, 'open', ${given.tags === undefined ? ['40:6'] : given.tags}, ombud_now())`),
        ),
      )
    expect(await insert({ board: null })).toMatch(/^23/)
    expect(await insert({ categories: null })).toMatch(/^23/)
    expect(await insert({ categories: ['name'] })).toBe('23514')
    expect(await insert({ retention: null })).toMatch(/^23/)
    expect(await insert({ retention: 'gallring-skada' })).toBe('23514')
    expect(await insert({ tags: null })).toMatch(/^23/)
    expect(await insert({ tags: [] })).toBe('23514')
    expect(await insert({})).toBe('permitted')
    await w.owner((tx) => tx.run(sql`delete from form_version where version = 9`))
  })

  test('A34: a board publishes for itself only, and what it publishes is the next version; drafts keep the one they were made with', async () => {
    expect(await refused(publish({}, 'maj'))).toBe('not_permitted')
    const before = await start('matavfall')
    expect(await publish({})).toMatchObject({ version: 2 })
    expect((await formOf('matavfall')).version).toBe(2)
    const view = await w.as('alva', (tx) => readApplication(tx, before.id, 'sv'))
    expect(view.form.version).toBe(1)
  })

  test('A3, A34: a category that the instruction takes away isn’t rendered, and a form that can’t do without it is gone', async () => {
    const standing = await w.as('alva', loadStanding)
    const place = {
      board: 'stadsbyggnadsnamnden',
      caseType: 'torghandel',
      department: 'stadsmiljo',
      secrecy: 'open',
      secrecyTags: [],
    } as const
    expect(categoriesAllowed(standing, place).has('phone')).toBe(true)
    const without = (category: string) => ({
      ...standing,
      rules: {
        ...standing.rules,
        instructions: standing.rules.instructions.map((each) => ({
          ...each,
          clauses: each.clauses.map((clause) => ({ ...clause, categories: clause.categories.filter((one) => one !== category) })),
        })),
      },
    })
    expect(categoriesAllowed(without('phone'), place).has('phone')).toBe(false)
    const torg = readForms().find(({ caseType }) => caseType === 'torghandel') as FormFile
    expect(bindingFaults(standing, place, torg)).toEqual([])
    expect(bindingFaults(without('phone'), place, torg)).toEqual([{ field: 'fields.phone.category', code: 'category_not_allowed' }])
    const [row] = await w.as('alva', (tx) => formRows(tx, sql`t.code = 'torghandel'`))
    if (!row) throw new Error('no form')
    const namesNow = (given: typeof standing) => fieldsNow(given, row)?.map(({ name }) => name) ?? null
    expect(namesNow(standing)).toContain('phone')
    expect(namesNow(without('phone'))).toEqual(namesNow(standing)?.filter((name) => name !== 'phone'))
    expect(namesNow(without('name'))).toBeNull()
  })
})

describe('the draft', () => {
  test('A33: who wrote each field is the database’s to say, and every writing leaves a line without a word of what was written', async () => {
    const { id, code } = await start()
    await write(id, { place: 'Ekgatan 4', what: 'Lampan är trasig' })
    await change(code, { what: 'Lampan blinkar' }, 1)
    const view = await w.as('alva', (tx) => readApplication(tx, id, 'sv'))
    expect(view.answers).toEqual([
      { field: 'place', value: 'Ekgatan 4', by: 'agent' },
      { field: 'what', value: 'Lampan blinkar', by: 'applicant' },
    ])
    expect(view.edits.map(({ field, by, name }) => `${field} ${by} ${name}`)).toEqual([
      'what applicant null',
      'what agent Alva Ekdahl',
      'place agent Alva Ekdahl',
    ])
    expect(JSON.stringify(view.edits)).not.toContain('Lampan')
    // the auditor of the board reads the log of the help, and not a word of the draft
    const Logged = z.object({ field: z.string(), written_by: z.string() })
    const log = await w.as('disa', (tx) =>
      tx.all(Logged, sql`select field, written_by from application_edit where contact_id = ${id} order by id`),
    )
    expect(log.map(({ field, written_by }) => `${field} ${written_by}`)).toEqual(['place agent', 'what agent', 'what applicant'])
    expect(await refused(w.as('disa', (tx) => tx.all(z.unknown(), sql`select value from application_answer`)))).toBe('42501')
  })

  test('A33: submit without the applicant’s confirmation is denied, and nothing has changed', async () => {
    const { id, code } = await start()
    await write(id, { place: 'Ekgatan 4', what: 'Lampan är trasig' })
    expect(await refused(submit(code, 1, false))).toBe('application_unconfirmed')
    await expect(
      w.db.as(citizen((await start()).code), async (tx) => submitOwn(tx, { revision: 0, confirmed: false, raw: await sealed() })),
    ).rejects.toMatchObject({
      facts: {
        errors: [
          { field: 'place', code: 'missing' },
          { field: 'what', code: 'missing' },
        ],
      },
    })
    expect(await really(id)).toMatchObject({ state: 'draft', answers: 2 })
    expect(await refused(submit(code, 1))).toBe('permitted')
    expect(await really(id)).toMatchObject({ state: 'submitted' })
  })

  test('A33: an agent can neither submit nor discard: no grant, no function, and the database knows whose hand it is, also in SQL', async () => {
    const { id, code } = await start()
    await write(id, { place: 'Ekgatan 4', what: 'Lampan är trasig' })
    const attempts = [
      sql`update application set state = 'submitted', confirmed_at = ombud_now(), ended_at = ombud_now() where contact_id = ${id}`,
      sql`update application set state = 'discarded', ended_at = ombud_now() where contact_id = ${id}`,
      sql`update application set confirmed_at = ombud_now() where contact_id = ${id}`,
      sql`update application set code_hash = ${codeHash('a')} where contact_id = ${id}`,
      sql`select code_hash from application where contact_id = ${id}`,
      sql`select open_application()`,
      sql`insert into application_answer (contact_id, field, value, written_by) values (${id}, 'name', 'x', 'applicant')`,
    ]
    for (const attempt of attempts) expect(await refused(w.as('alva', (tx) => tx.run(attempt))), attempt.text).toBe('42501')
    // the web's login may take the resident's hand; the session it carries is still the agent's and opens nothing
    const actor = await w.actor('alva')
    const secret = 'secret' in actor ? actor.secret : ''
    expect(
      await refused(
        w.db.as({ hand: 'citizen', secret }, (tx) =>
          submitOwn(tx, { revision: 1, confirmed: true, raw: { id, sha256: '', sizeBytes: 0, wrappedKey: Buffer.alloc(0) } }),
        ),
      ),
    ).toBe('code_not_found')
    const changed = await w.db.as({ hand: 'citizen', secret }, (tx) =>
      tx.run(sql`update application set state = 'submitted', confirmed_at = ombud_now(), ended_at = ombud_now()`),
    )
    expect(changed).toBe(0)
    // nor the owner, by mistake or otherwise
    expect(
      await refused(
        w.owner((tx) =>
          tx.run(
            sql`update application set state = 'submitted', confirmed_at = ombud_now(), ended_at = ombud_now() where contact_id = ${id}`,
          ),
        ),
      ),
    ).toBe('42501')
    expect((await own(code)).state).toBe('draft')
  })

  test('A33: what has been submitted stands still for everyone, and the agent no longer reads it', async () => {
    const { id, code } = await start()
    await write(id, { place: 'Ekgatan 4', what: 'Lampan är trasig' })
    await submit(code, 1)
    expect(await refused(write(id, { what: 'x' }, 1))).toBe('application_ended')
    expect(await refused(change(code, { what: 'x' }, 1))).toBe('application_ended')
    expect(await refused(submit(code, 1))).toBe('application_ended')
    expect((await w.as('alva', (tx) => readApplication(tx, id, 'sv'))).answers).toEqual([])
    for (const attempt of [
      sql`update application_answer set value = 'x' where contact_id = ${id}`,
      sql`update application set state = 'draft', ended_at = null where contact_id = ${id}`,
    ])
      expect(await refused(w.owner((tx) => tx.run(attempt)))).toBe('42501')
  })

  test('A33: nothing is written over unseen, and what is submitted is what was on the page', async () => {
    const { id, code } = await start()
    await write(id, { place: 'Ekgatan 4', what: 'Lampan är trasig' })
    expect(await refused(change(code, { what: 'y' }, 0))).toBe('application_changed')
    expect(await refused(submit(code, 0))).toBe('application_changed')
    expect(await refused(write(id, { what: 'z' }, 0))).toBe('application_changed')
    expect(await really(id)).toMatchObject({ state: 'draft', edits: 2 })
  })

  test('A33: what isn’t whole isn’t submitted, and says which field', async () => {
    const { id, code } = await start('torghandel')
    await write(id, { name: 'Kim Exempel', goods: 'Honung', first: 'i maj', days: 'fem', power: 'kanske' })
    const errors = await submit(code, 1).catch((error: Problem) => error.facts.errors)
    expect(errors).toEqual([
      { field: 'first', code: 'not_a_day' },
      { field: 'days', code: 'not_a_number' },
      { field: 'power', code: 'not_among_the_options' },
    ])
  })

  test('A33: what the applicant throws away is emptied at once', async () => {
    const { id, code } = await start()
    await write(id, { place: 'Ekgatan 4', what: 'Lampan är trasig' })
    await w.db.as(citizen(code), discardOwn)
    expect(await really(id)).toMatchObject({ state: 'discarded', answers: 0 })
    expect(await refused(submit(code, 1))).toBe('application_ended')
  })

  test('A33, B14: a draft is its owner’s and the helper’s: no colleague, no officer and no other code reads it', async () => {
    const { id, code } = await start()
    await write(id, { place: 'Ekgatan 4', what: 'Lampan är trasig' })
    for (const person of ['idris', 'bodil', 'maj', 'sami']) {
      const rows = await w
        .as(person, async (tx) => {
          await tx.all(z.unknown(), sql`select open_contacts(${[id]}, 'application', 'read')`)
          return tx.all(z.unknown(), sql`select value from application_answer where contact_id = ${id}`)
        })
        .catch((error: unknown) => (error instanceof pg.DatabaseError && error.code === '42501' ? [] : Promise.reject(error)))
      expect(rows, person).toEqual([])
    }
    expect(await refused(own('a'.repeat(26)))).toBe('code_not_found')
    const other = await start()
    expect((await own(other.code)).answers).toEqual([])
    expect((await w.as('alva', (tx) => listApplications(tx, 'sv'))).applications.map((row) => row.id)).toContain(id)
    expect((await own(code)).answers).toHaveLength(2)
  })

  test('A6: not a word of a draft without the access row: neither to the helper nor to the applicant', async () => {
    const { id, code } = await start()
    await write(id, { place: 'Ekgatan 4', what: 'Lampan är trasig' })
    expect(await w.as('alva', (tx) => tx.all(z.unknown(), sql`select value from application_answer`))).toEqual([])
    expect(await w.db.as(citizen(code), (tx) => tx.all(z.unknown(), sql`select value from application_answer`))).toEqual([])
    await own(code)
    const Seen = z.object({ hand: z.string(), purpose: z.string() })
    expect(
      await w.owner((tx) =>
        tx.all(Seen, sql`select distinct hand, purpose from access_event where ${id}::uuid = any (contact_ids) order by hand`),
      ),
    ).toEqual([
      { hand: 'agent', purpose: 'application' },
      { hand: 'citizen', purpose: 'application' },
    ])
  })

  test('A3, A33: a field the form doesn’t ask, and an identity number in any, are refused before they are kept', async () => {
    const { id } = await start()
    expect(await refused(write(id, { identityNumber: 'x' }))).toBe('invalid_input')
    expect(await refused(write(id, { what: 'Det gäller 121212-1212' }))).toBe('identity_number_in_text')
    expect(await really(id)).toMatchObject({ answers: 0 })
  })

  test('A35: help with an application waits for the answer to the offer of the e-service', async () => {
    const { id } = await formOf('torghandel')
    expect((await formOf('torghandel')).owesOffer).toBe(true)
    expect(await refused(w.as('alva', (tx) => startApplication(tx, { form: id, channel: 'phone' })))).toBe('e_service_offer_unanswered')
    const started = await w.as('alva', (tx) => startApplication(tx, { form: id, channel: 'phone', eServiceOffer: 'accepted' }))
    const Kept = z.object({ answer: z.string().nullable() })
    expect(
      await w.owner((tx) => tx.one(Kept, sql`select e_service_offer as answer from question where contact_id = ${started.id}`)),
    ).toEqual({ answer: 'accepted' })
  })

  test('A23, A33: whoever hasn’t signed helps nobody', async () => {
    const { id } = await formOf('torghandel')
    const given = { form: id, channel: 'phone', eServiceOffer: 'declined' } as const
    await w.owner((tx) =>
      tx.run(
        sql`update undertaking set revoked_at = ombud_now() where employee_id = (select id from employee where email = 'sami@exempelby.test')`,
      ),
    )
    expect(await refused(w.as('sami', (tx) => startApplication(tx, given)))).toBe('undertaking_missing')
    expect(await w.as('sami', (tx) => listForms(tx, 'sv'))).toEqual({ forms: [] })
  })
})

test('A33: an abandoned draft is gone at its age, certified, and one that was touched isn’t', async () => {
  const [abandoned, touched] = [await start(), await start()]
  await write(abandoned.id, { place: 'Ekgatan 4', what: 'Lampan är trasig' })
  await write(touched.id, { place: 'Ekgatan 5', what: 'Lampan är trasig' })
  await w.pass(20)
  await change(touched.code, { what: 'Fortfarande trasig' }, 1)
  await w.pass(9)
  await night()
  expect(await really(abandoned.id)).toMatchObject({ answers: 2 })
  await w.pass(2)
  await night()
  expect(await really(abandoned.id)).toBeUndefined()
  expect(await refused(own(abandoned.code))).toBe('code_not_found')
  // the job that follows the draft hasn't run: its day is late, and the eraser knows better
  expect(await really(touched.id)).toMatchObject({ answers: 2 })
  const Done = z.object({
    state: z.string(),
    expected: z.record(z.string(), z.int()),
    certificate: z.coerce.number().nullable(),
    clause: z.string(),
  })
  const done = await w.owner((tx) =>
    tx.one(Done, sql`select state, expected, certificate, clause_id as clause from disposal where subject_id = ${abandoned.id}`),
  )
  expect(done).toMatchObject({
    state: 'certified',
    clause: 'gallring-utkast',
    expected: { application: 1, application_answer: 2, application_edit: 2, contact: 1 },
  })
  expect(done.certificate).not.toBeNull()
  const Left = z.object({ table_name: z.string() })
  expect(await w.owner((tx) => tx.all(Left, sql`select table_name from rows_left(${[abandoned.id]}::uuid[])`))).toEqual([])
})

const Due = z.object({ id: z.string() })
async function night(): Promise<void> {
  await listWhatIsDue(w.db, keeps)
  const due = await w.owner((tx) => tx.all(Due, sql`select id from disposal where state = 'due'`))
  for (const { id } of due) await w.eraser((tx) => eraseBatch(tx, [id], keeps))
  const erased = await w.owner((tx) => tx.all(Due, sql`select id from disposal where state = 'erased'`))
  await removeFiles(
    w.db,
    w.files,
    erased.map(({ id }) => id),
  )
  await w.eraser((tx) =>
    certify(
      tx,
      erased.map(({ id }) => id),
      { keeps, residue: { pagesAndLogDays: null, backupDays: null } },
    ),
  )
}
