import { z } from 'zod'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Keeps } from '../../platform/keeps.ts'
import type { Settings } from '../../platform/settings.ts'
import { clockProbe, type Entry, guidelineProbes, type Probed, regionProbe, subProcessorProbes } from './probes.ts'

const Walls = z.object({
  without: z.array(z.string()),
  unguarded: z.array(z.string()),
  tables: z.int(),
  powers: z.array(z.string()),
  unlogged: z.array(z.string()),
  keeper: z.boolean(),
})
const Limit = z.object({ parameter: z.string(), value: z.coerce.number().nullable() })
const Use = z.object({
  organisation: OrganisationFile,
  shift_ms: z.coerce.number(),
  entries: z.array(z.object({ code: z.string(), region: z.string(), boardIds: z.array(z.int()) })),
  boards: z.array(z.object({ id: z.int(), code: z.string() })),
  overdue: z.array(z.object({ board_id: z.int(), overdue: z.int() })),
})
type Asked = { keeps: readonly Keeps[]; settings: Pick<Settings, 'caseSystems' | 'sessionHours'>; demo: boolean }

/** Everything that the database itself can be asked about. As the service. */
export async function probeDatabase(tx: Tx, { keeps, settings, demo }: Asked): Promise<Probed[]> {
  const limits = await tx.all(Limit, sql`select parameter, value from limits_in_force()`)
  const use = await readUse(tx)
  const inUse = { organisation: use.organisation, systems: settings.caseSystems ?? [], entries: use.entries satisfies readonly Entry[] }
  return [
    ...(await wallProbes(tx, keeps)),
    ...guidelineProbes({
      ...Object.fromEntries(limits.map(({ parameter, value }) => [parameter, value])),
      'session-hours': settings.sessionHours,
    }),
    clockProbe(use.shift_ms, demo),
    regionProbe(inUse),
    ...subProcessorProbes(inUse, use.boards),
    ...use.boards.map(({ id }): Probed => {
      const late = use.overdue.find(({ board_id }) => board_id === id)?.overdue ?? 0
      return { measure: 'disposal-alive', boardId: id, state: late === 0 ? 'works' : 'fails', evidence: { overdue: late } }
    }),
  ]
}

function readUse(tx: Tx): Promise<z.infer<typeof Use>> {
  return tx.one(
    Use,
    sql`
    select i.organisation, (select extract(epoch from shift) * 1000 from time_shift) as shift_ms,
      coalesce((select json_agg(json_build_object('code', s.code, 'region', s.region, 'boardIds', array(select c.board_id from sub_processor_consent c where c.sub_processor_id = s.id and c.withdrawn_at is null))) from sub_processor s where s.ended_at is null), '[]') as entries,
      coalesce((select json_agg(json_build_object('id', b.id, 'code', b.code)) from board b where exists (select from instruction_version v where v.board_id = b.id and v.state = 'in-force')), '[]') as boards,
      coalesce((select json_agg(o) from overdue_disposals() o), '[]') as overdue
    from installation i`,
  )
}

/** Read from the catalogue as it is now, not from what a migration once said. */
async function wallProbes(tx: Tx, keeps: readonly Keeps[]): Promise<Probed[]> {
  const contents = keeps.filter(({ holds }) => holds === 'content').map(({ table }) => table)
  const walls = await tx.one(
    Walls,
    sql`
    with tables as (select c.oid, c.relname::text as name, c.relrowsecurity and c.relforcerowsecurity as forced from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')),
      web as (select r.oid, r.rolname, r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolbypassrls or r.rolreplication as mighty from pg_roles r where r.rolname = regexp_replace(current_user::text, '_service$', '_web')),
      others as (select r.oid, r.rolname from pg_roles r, web w where r.rolname = any (array(select regexp_replace(w.rolname, '_web$', e) from unnest(array['_owner', '_doorman', '_service', '_eraser', '_jobs']) e))),
      hands as (select r.oid from pg_roles r, web w where pg_has_role(w.oid, r.oid, 'member')),
      seen as (select p.tablename::text as name, p.policyname::text as policy, p.qual from pg_policies p where p.schemaname = 'public' and p.tablename = any (${contents}::text[]) and p.cmd in ('SELECT', 'ALL')
        and p.roles && array(select r.rolname from pg_roles r where r.rolname ~ '_(agent|officer|auditor|citizen)$' union all select 'public'))
    select array(select name from tables where not forced) as without,
      array(select name from tables t where t.name = any (${contents}::text[]) and not exists (select from pg_policies p where p.schemaname = 'public' and p.tablename = t.name and p.cmd in ('SELECT', 'ALL') and p.permissive = 'PERMISSIVE')) as unguarded,
      (select count(*)::int from tables) as tables,
      array(select 'powers' from web where mighty union all select 'is ' || o.rolname from others o, web w where pg_has_role(w.oid, o.oid, 'member')
        union all select distinct 'delete ' || t.name from tables t, hands h where has_table_privilege(h.oid, t.oid, 'delete') or has_table_privilege(h.oid, t.oid, 'truncate')
        union all select 'create' from web w where has_schema_privilege(w.oid, 'public', 'create')
        union all select 'no such login' where not exists (select from web)) as powers,
      array(select name || ' ' || policy from seen where qual is null or qual !~ 'opened_|citizen_case') as unlogged,
      coalesce((select p.prosrc ~ 'insert into (public\\.)?access_event' from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = 'open_cases'), false)
        and coalesce((select p.prosrc ~ 'access_event' from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = 'opened_cases'), false) as keeper`,
  )
  const probed = (measure: Probed['measure'], broken: readonly string[], more: Probed['evidence'] = {}): Probed => ({
    ...{ measure, boardId: null, state: broken.length === 0 ? 'works' : 'fails' },
    evidence: { ...more, broken: broken.length, ...(broken[0] ? { first: broken[0] } : {}) },
  })
  return [
    probed('row-security', [...walls.without, ...walls.unguarded], { tables: walls.tables }),
    probed('web-login', walls.powers),
    probed('access-log', [...walls.unlogged, ...(walls.keeper ? [] : ['open_cases'])]),
  ]
}
