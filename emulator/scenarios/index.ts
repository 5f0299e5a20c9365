import type { Portal } from '../state/portal'
import { demo } from './demo'
import { empty } from './empty'
import { fixture } from './fixture'
import { hostile } from './hostile'
import { huge } from './huge'

export const SCENARIO_NAMES = ['demo', 'fixture', 'empty', 'huge', 'hostile'] as const
export type ScenarioName = typeof SCENARIO_NAMES[number]

/** What a scenario can be told; `huge` reads `chats` and `readers`. */
export type ScenarioOptions = Readonly<Record<string, unknown>>

const SCENARIOS: Record<ScenarioName, (portal: Portal, options: ScenarioOptions) => void> = { demo, fixture, empty, huge, hostile }

export function buildScenario(portal: Portal, name: ScenarioName, options: ScenarioOptions = {}): void {
  portal.clear()
  SCENARIOS[name](portal, options)
}
