import { chatStates } from './chat.ts'
import { fatalStates } from './fatal.ts'
import { installStates } from './install.ts'
import { leftMenuStates } from './left-menu.ts'

export { optionsOf, type Stage, type State, test } from './state.ts'

/** Everything the app can look like. */
export const states = [...leftMenuStates, ...chatStates, ...installStates, ...fatalStates]
