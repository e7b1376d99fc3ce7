import { PEOPLE, type SideName } from '../connection/sideName.ts'
import { type DrawnVideo, drawVideo } from './drawVideo.ts'

export type VideoSource = 'drawing' | 'camera'

/** What each side sends. */
export interface VideoFeeds extends Record<SideName, MediaStream> {
  end: () => void
}

/** Opens the moving pictures of both sides. Throws when the camera is asked for and refused. */
export async function openVideo(source: VideoSource): Promise<VideoFeeds> {
  if (source === 'camera') return openCamera()
  const ada = drawSide('ada')
  const ben = drawSide('ben')
  return {
    ada: ada.stream,
    ben: ben.stream,
    end() {
      ada.end()
      ben.end()
    },
  }
}

const HUES: Record<SideName, number> = { ada: 166, ben: 205 }

/** The drawn picture of one side. */
export function drawSide(side: SideName): DrawnVideo {
  return drawVideo({ name: PEOPLE[side], hue: HUES[side] })
}

/** One camera for both sides. */
async function openCamera(): Promise<VideoFeeds> {
  try {
    const ada = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 400 } })
    const ben = ada.clone()
    return {
      ada,
      ben,
      end() {
        stop(ada)
        stop(ben)
      },
    }
  } catch (cause) {
    throw new Error(`${whyNoCamera(cause)} Or choose the drawn clock as the picture.`, { cause })
  }
}

function whyNoCamera(cause: unknown): string {
  if (!navigator.mediaDevices)
    return 'Browsers give the camera to pages on localhost and over HTTPS only: open this one there.'
  switch (cause instanceof DOMException ? cause.name : '') {
    case 'NotAllowedError':
      return 'The camera was refused. Allow it for this page in the browser’s address bar, and call again.'
    case 'NotFoundError':
      return 'There is no camera on this device.'
    case 'NotReadableError':
      return 'Another app has the camera. Close it, and call again.'
    default:
      return `The camera could not be opened (${cause instanceof Error ? cause.message : cause}).`
  }
}

function stop(stream: MediaStream) {
  for (const track of stream.getTracks()) track.stop()
}
