import { iceHandler } from '../../../lib/iceHandler.ts'

export const GET = iceHandler
export const POST = iceHandler
