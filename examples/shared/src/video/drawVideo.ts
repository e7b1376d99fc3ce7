import { startTicker } from '../measure/startTicker.ts'
import { type OrbitOptions, paintOrbit } from './paintOrbit.ts'

const WIDTH = 640
const HEIGHT = 400
const FRAMES_PER_SECOND = 30

export interface DrawnVideo {
  stream: MediaStream
  end: () => void
}

/** A moving picture that needs no camera: a canvas, painted anew for each frame. */
export function drawVideo(options: OrbitOptions): DrawnVideo {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Error('This browser cannot draw on a canvas.')

  // Who asked for less motion gets one step a second.
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const paint = () => paintOrbit(context, isCalm ? Math.floor(Date.now() / 1000) * 1000 : Date.now(), options)
  paint()
  // In a hidden tab too, whose call goes on.
  const stopPainting = startTicker(1000 / FRAMES_PER_SECOND, paint)
  const stream = canvas.captureStream(FRAMES_PER_SECOND)
  return {
    stream,
    end() {
      stopPainting()
      for (const track of stream.getTracks()) track.stop()
    },
  }
}
