import type { Portal } from '../state/portal.ts'
import { demo } from './demo.ts'
import { empty } from './empty.ts'
import { fixture } from './fixture.ts'
import { hostile } from './hostile.ts'
import { huge } from './huge.ts'

export const SCENARIO_NAMES = ['demo', 'fixture', 'empty', 'huge', 'hostile'] as const
export type ScenarioName = typeof SCENARIO_NAMES[number]

/** What a scenario can be told; `huge` reads `chats` and `readers`. */
export type ScenarioOptions = Readonly<Record<string, unknown>>

const SCENARIOS: Record<ScenarioName, (portal: Portal, options: ScenarioOptions) => void> = { demo, fixture, empty, huge, hostile }

export function buildScenario(portal: Portal, name: ScenarioName, options: ScenarioOptions = {}): void {
  portal.clear()
  SCENARIOS[name](portal, options)
}
