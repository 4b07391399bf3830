import { z } from 'zod'
import type { Hand } from '../../../contracts/words.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { hashPassword } from './password.ts'

export type NewEmployee = {
  name: string
  email: string
  password: string
  operator: boolean
  /** `signs`: whose signature an officer may give (A38). */
  assignments: readonly { hand: Hand; board: string; signs?: 'board' | 'contact-centre' | undefined }[]
}
const Added = z.object({ id: z.uuid() })

/** Adds someone who works here, with their assignments from now on. By the owner. @returns the employee's id */
export async function addEmployee(tx: Tx, { name, email, password, operator, assignments }: NewEmployee): Promise<string> {
  const added = await tx.one(
    Added,
    sql`insert into employee (name, email, password_hash, operator, created_at) values (${name}, ${email.toLowerCase()}, ${await hashPassword(password)}, ${operator}, ombud_now()) returning id`,
  )
  await tx.run(sql`
    insert into assignment (employee_id, hand, board_id, valid_from, signs)
    select ${added.id}, a.hand, b.id, ombud_now(), a.signs from json_to_recordset(${JSON.stringify(assignments)}::json) as a (hand text, board text, signs text) join board b on b.code = a.board`)
  return added.id
}
