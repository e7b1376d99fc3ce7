import { askForBoth, type Way } from './way.ts'

/** Fetches once. */
export const nothing: Way = async (stage) => {
  stage.connect(await askForBoth(stage))
  return () => {}
}
