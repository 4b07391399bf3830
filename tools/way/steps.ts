import { stepsIn } from './steps-in.ts'
import { stepsOut } from './steps-out.ts'
import { stepsWork } from './steps-work.ts'
import type { Step } from './walk.ts'

/** The way of a message, from arrival to certified erasure (STYLE.md §3): the same for `npm run way` and the tests. */
export const steps: readonly Step[] = [...stepsIn, ...stepsWork, ...stepsOut]
export const lastStep = 17
