import { readMailArrival } from './channel/email/index.ts'
import { portalRoutes, readForm } from './channel/portal/index.ts'
import * as application from './domain/application/index.ts'
import * as archive from './domain/archive/index.ts'
import * as audit from './domain/audit/index.ts'
import * as briefing from './domain/briefing/index.ts'
import * as kase from './domain/case/index.ts'
import * as contact from './domain/contact/index.ts'
import * as control from './domain/control/index.ts'
import * as duty from './domain/duty/index.ts'
import * as instruction from './domain/instruction/index.ts'
import * as link from './domain/link/index.ts'
import * as logcontrol from './domain/logcontrol/index.ts'
import * as lookup from './domain/lookup/index.ts'
import * as need from './domain/need/index.ts'
import * as outbox from './domain/outbox/index.ts'
import * as person from './domain/person/index.ts'
import * as publication from './domain/publication/index.ts'
import * as retention from './domain/retention/index.ts'
import * as rights from './domain/rights/index.ts'
import * as simulation from './domain/simulation/index.ts'
import * as staff from './domain/staff/index.ts'
import type { Handlers } from './platform/http.ts'
import type { Task } from './platform/jobs.ts'
import type { Keeps } from './platform/keeps.ts'
import { operationRoutes } from './platform/operations.ts'

/** The list of modules: their routes, jobs and keeps. Nothing registers itself. */
export const handlers: Handlers = {
  ...audit.auditRoutes,
  ...staff.staffRoutes,
  ...instruction.instructionRoutes,
  ...briefing.briefingRoutes,
  ...publication.publicationRoutes,
  ...duty.dutyRoutes,
  ...control.controlRoutes,
  ...need.needRoutes,
  ...kase.caseRoutes,
  ...contact.contactRoutes,
  ...retention.retentionRoutes,
  ...simulation.simulationRoutes,
  ...application.applicationRoutes,
  ...link.linkRoutes,
  ...rights.rightsRoutes,
  ...lookup.lookUpRoutes,
  ...logcontrol.logControlRoutes,
  ...archive.archiveRoutes,
  ...portalRoutes,
  ...operationRoutes,
}

/** In the order in which rows can be taken away: what hangs on something before what it hangs on. */
export const keeps: readonly Keeps[] = [
  ...archive.keeps,
  ...logcontrol.keeps,
  ...rights.keeps,
  ...retention.keeps,
  ...outbox.keeps,
  ...lookup.keeps,
  ...need.keeps,
  ...application.keeps,
  ...kase.keeps,
  ...person.keeps,
  ...contact.keeps,
  ...kase.keepsLast,
  ...simulation.keeps,
  ...audit.keeps,
  ...link.keeps,
  ...control.keeps,
  ...duty.keeps,
  ...briefing.keeps,
  ...instruction.keeps,
  ...publication.keeps,
  ...staff.keeps,
]

/** `send`: the way out for mail, when a server is configured. */
export function tasks({ send }: { send: outbox.Send | undefined }): Task[] {
  return [
    ...audit.auditTasks,
    ...contact.contactTasks({ email: readMailArrival, form: readForm }, rights.takesUp),
    ...outbox.outboxTasks(send),
    ...kase.caseTasks,
    ...duty.dutyTasks(send),
    ...control.controlTasks,
    ...need.needTasks,
    ...rights.rightsTasks,
    ...retention.retentionTasks,
    ...archive.archiveTasks,
    ...instruction.instructionTasks(publication.publishNotice),
    ...simulation.simulationTasks,
    ...publication.publicationTasks,
    ...application.applicationTasks,
    ...link.linkTasks,
  ]
}
