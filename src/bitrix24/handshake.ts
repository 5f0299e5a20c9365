import { initializeB24Frame } from '@bitrix24/b24jssdk'
import { restrictionParams } from './restriction-params.ts'

/**
 * Goes out as soon as this module is run, which `main.ts` imports before all others: the portal takes 150 ms and more to
 * answer, in which the rest of the app is made ready. Rejects where no portal is around the app.
 */
export const handshake = initializeB24Frame({ restrictionParams })
