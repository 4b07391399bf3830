import type { Handlers } from '../../platform/http.ts'
import { askSimulation } from './ask-simulation.ts'
import { cancelSimulation } from './cancel-simulation.ts'
import { latestSimulation, readSimulation } from './read-simulation.ts'

export const simulationRoutes: Pick<Handlers, 'simulate' | 'latestSimulation' | 'readSimulation' | 'cancelSimulation'> = {
  simulate: ({ params }, { app, actor }) => app.db.as(actor, async (tx) => ({ id: await askSimulation(tx, params.id) })),
  latestSimulation: ({ params }, { app, actor }) => app.db.as(actor, (tx) => latestSimulation(tx, params.id)),
  readSimulation: ({ params }, { app, actor }) => app.db.as(actor, (tx) => readSimulation(tx, params.id)),
  cancelSimulation: ({ params }, { app, actor }) => app.db.as(actor, (tx) => cancelSimulation(tx, params.id)),
}
