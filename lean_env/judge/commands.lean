/-
Reading a text command by command: within limits, and with a stop before code that the text brings along.
-/

structure Limits where
  /-- Will the kernel see the declarations again? -/
  replays : Bool := false
  heartbeats : Nat
  recursion : Nat
  /-- Is asked before code that the text brings along runs; `false` stops there. -/
  mayRunCode : IO Bool

structure Run where
  state : Command.State
  messages : Array Message := #[]
  theorems : Nat := 0
  tainted : Bool := false
  refused : Bool := false
  heartbeats : Nat := 0
  exhausted : Bool := false
  plain : NameSet := {}

partial def hasError (ms : Array Message) (i : Nat := 0) : Bool :=
  if h : i < ms.size then severity ms[i] == "error" || hasError ms (i + 1) else false

partial def keep (ms : List Message) (acc : Array Message) : Array Message :=
  match ms with
  | [] => acc
  | m :: ms => keep ms (acc.push m)

partial def opens (part text : List Char) : Bool :=
  match part, text with
  | [], _ => true
  | a :: part, b :: text => a == b && opens part text
  | _, [] => false

partial def holds (part text : List Char) : Bool :=
  opens part text || (match text with
    | [] => false
    | _ :: text => holds part text)

/--
Does an error tell that compiled code of the library is missing? An embedded Lean comes without, and cannot compile a
definition that appends two lists; a whole Lean never says so.
-/
partial def lacksCode (ms : List Message) : IO Bool := do
  match ms with
  | [] => pure false
  | m :: ms =>
    if severity m == "error" then
      let text := (← messageText m).toList
      if holds "._redArg`".toList text || holds "Unknown constant `_private.".toList text then return true
    lacksCode ms

mutual
/-- Reads `set_option maxHeartbeats 0 in` and its like as the largest value that the limits allow. -/
partial def clamp (limits : Limits) (stx : Syntax) : Syntax :=
  match stx with
  | .node info kind args =>
    let args := clampAll limits args 0 #[]
    .node info kind (if Inert.lastOf kind == "set_option" then clampOption limits args else args)
  | stx => stx
partial def clampAll (limits : Limits) (args : Array Syntax) (i : Nat) (acc : Array Syntax) : Array Syntax :=
  if h : i < args.size then clampAll limits args (i + 1) (acc.push (clamp limits args[i])) else acc
partial def clampOption (limits : Limits) (args : Array Syntax) : Array Syntax :=
  let option := args[1]!.getId
  let most := if option == `maxHeartbeats || option == `synthInstance.maxHeartbeats then limits.heartbeats
    else if option == `maxRecDepth then limits.recursion else 0
  if most == 0 then args else replaceNumbers args most 2
partial def replaceNumbers (args : Array Syntax) (most i : Nat) : Array Syntax :=
  if h : i < args.size then
    match args[i].isNatLit? with
    | some n => replaceNumbers (if n == 0 || n > most then args.set! i (Syntax.mkNumLit (Nat.repr most)) else args) most (i + 1)
    | none => replaceNumbers args most (i + 1)
  else args
end

def natOption (state : Command.State) (name : Name) (default : Nat) : Nat :=
  match getOption state name with
  | some (.ofNat n) => n
  | _ => default

def leastPositive (asked most : Nat) : Nat := if asked == 0 || asked > most then most else asked

partial def runCommands (limits : Limits) (input : Parser.InputContext) (position : Parser.ModuleParserState) (run : Run) : IO Run := do
  let askedHeartbeats := natOption run.state `maxHeartbeats 0
  let askedRecursion := natOption run.state `maxRecDepth defaultMaxRecDepth
  let state := setOption { run.state with messages := {} } `maxHeartbeats (leastPositive askedHeartbeats (limits.heartbeats - run.heartbeats))
  let state := setOption state `maxRecDepth (leastPositive askedRecursion limits.recursion)
  let (stx, position, parsing) := parseCommand input position state
  let run := { run with messages := keep parsing.toList run.messages }
  if Inert.lastOf stx.getKind == "eoi" then return { run with state := state }
  let found := Inert.command stx { plain := run.plain }
  if !(found.inert || run.tainted) then
    if !(← limits.mayRunCode) then return { run with refused := true }
  -- What the verdict rests on is put through the kernel later; once is enough, unless a tactic wants to know now.
  let state := setFlag state `debug.skipKernelTC (limits.replays && !found.asksKernel)
  let before ← IO.getNumHeartbeats
  let stx := if found.setsOption || run.tainted then clamp limits stx else stx
  let start := { state with messages := {} }
  let state ← elabCommand input stx start
  -- No verdict rests on code, so what cannot be compiled here is read without.
  let state ← if wantsCode start && (← lacksCode state.messages.toList) then elabCommand input stx (withoutCode start) else pure state
  let after ← IO.getNumHeartbeats
  let setsOption := Inert.lastOf stx.getKind == "set_option"
  let run := {
    run with
    state := if setsOption then state else setOption (setOption state `maxHeartbeats askedHeartbeats) `maxRecDepth askedRecursion
    messages := keep state.messages.toList run.messages
    theorems := run.theorems + found.theorems
    tainted := run.tainted || !found.inert
    plain := found.plain
    heartbeats := run.heartbeats + (after - before) / 1000 }
  if run.heartbeats ≥ limits.heartbeats then return { run with exhausted := true }
  if Parser.isTerminalCommand stx then return run
  runCommands limits input position run

