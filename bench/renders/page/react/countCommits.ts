import { noteCommit } from '../counted.ts'

// Where React's own developer tools listen: in production builds too, and without the cost of a Profiler. Has to be there
// before React is loaded.
Object.assign(window, {
  __REACT_DEVTOOLS_GLOBAL_HOOK__: { supportsFiber: true, inject: () => 1, onCommitFiberRoot: noteCommit },
})
