import { chatJourneys } from './chat.ts'
import { fatalJourneys } from './fatal.ts'
import { installJourneys } from './install.ts'
import { leftMenuJourneys } from './left-menu.ts'

export { begin, optionsOf, test, titleOf } from './state.ts'

/** Everything the app can look like. */
export const journeys = [...leftMenuJourneys, ...chatJourneys, ...installJourneys, ...fatalJourneys]
