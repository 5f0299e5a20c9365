import { createClock } from './clock.ts'

/** This frame's own time, in ms: for waits and ages. Calendar time is for people, the portal and the next visit. */
export const frameClock = createClock(() => performance.now(), () => Date.now())
