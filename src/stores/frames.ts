/* What it takes to share with a person's other frames. No frame needs it for its first number. */
export { frameGroupUnder } from '../polling/frame-group.ts'
export { openFrameChannel } from '../polling/frame-channel.ts'
export { openActionChannel } from './action-channel.ts'
