import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'

/** What was asked of the instruction and what it answered, as codes: enough to ask another version the same, and nothing about anyone. */
export type Decided = {
  boardCode: string
  caseTypeCode: string | null
  /** Any of them was enough. */
  acts: readonly string[]
  channel: string | null
  mission: string | null
  category: string | null
  anonymous: boolean
  carriesPersonalData: boolean
  outcome: 'permit' | 'deny' | 'refer'
  because: string
  clauseIds: readonly string[]
  versionId: number | null
}

/**
 * Writes a decision about an agent's act, in the transaction of the act; other hands leave none, since no clause decides for them.
 * Read by the simulation of a draft (requirement P5) and kept for a hundred days (`purgeDecisions`).
 */
export async function recordDecision(tx: Tx, decided: Decided): Promise<void> {
  if (tx.actor.hand !== 'agent') return
  const { boardCode, caseTypeCode, acts, channel, mission, category, anonymous, carriesPersonalData } = decided
  await tx.all(
    z.unknown(),
    sql`select record_decision(${boardCode}, ${caseTypeCode}, ${acts}, ${channel}, ${mission}, ${category}, ${anonymous}, ${carriesPersonalData}, ${decided.outcome}, ${decided.because}, ${decided.clauseIds}, ${decided.versionId})`,
  )
}
