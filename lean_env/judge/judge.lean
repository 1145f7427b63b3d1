/-
The judge. A request names a header, a statement and a submission; the answer says whether the submission proves the
statement. It looks at environments, never at text:

* the statement is elaborated once with `sorry` (the *reference*), the submission in the same header's environment;
* the target must be a theorem of the reference's exact name, universe parameters and type;
* whatever else the reference defined must be there, unchanged;
* all that the target reaches beyond the header is replayed through the kernel, and none of it may be an axiom, unsafe,
  partial, or replaced by compiled code.

A submission that makes Lean run code of its own (`#eval`, macros, `run_tac`, …) could tamper with this very process. So
before such a command runs the judge says so on standard output, and what it answers from then on is only a *certificate*:
the declarations that the target reaches. Another, clean process replays it (`certify`). Whoever owns a process that said
so must not use it for anything else.
-/

/-! ### What is kept between requests -/

structure Reference where
  env : Environment
  target : Name
  /-- The target first, then all else that the statement added and a submission has to add again: what it declares, and what
  the target's type rests on, however Lean named it. -/
  constants : List Name
  typeHash : String
  /-- The hash of the negated type, for who writes the negation as a statement of its own. -/
  negationHash : String

structure Memory where
  imports : List (String × Environment) := []
  headers : List (String × Except Fault Command.State) := []
  references : List (String × Except (Fault × Array Message) Reference) := []

partial def lookup (entries : List (String × α)) (key : String) : Option α :=
  match entries with
  | [] => none
  | (k, v) :: entries => if k == key then some v else lookup entries key

/-- Puts an entry in front and forgets what is older than the `n` newest. -/
partial def remember (entries : List (String × α)) (key : String) (value : α) (n : Nat) : List (String × α) :=
  (key, value) :: others entries (n - 1)
where
  others (entries : List (String × α)) (n : Nat) : List (String × α) :=
    match entries with
    | [] => []
    | (k, v) :: entries => if n == 0 then [] else if k == key then others entries n else (k, v) :: others entries (n - 1)

partial def moduleNames (imports : Array Import) (i : Nat) : String :=
  if h : i < imports.size then nameText imports[i].module ++ " " ++ moduleNames imports (i + 1) else ""

def importsOf (memory : IO.Ref Memory) (imports : Array Import) : IO Environment := do
  let key := moduleNames imports 0
  let kept ← memory.get
  match lookup kept.imports key with
  | some env => pure env
  | none => do
    let env ← importModules imports
    memory.modify fun m => { m with imports := remember m.imports key env 3 }
    pure env

/-- Generous, and with code of its own: a header is as trusted as the library that it imports. -/
def headerLimits : Limits := { heartbeats := 2000000, recursion := 10000, mayRunCode := pure true }

/-- A statement is judged as it stands; one that runs code could pretend to be another. -/
def statementLimits : Limits := { headerLimits with mayRunCode := pure false }

partial def firstError (ms : Array Message) (i : Nat) : IO String := do
  if h : i < ms.size then
    if severity ms[i] == "error" then
      pure (Nat.repr ms[i].pos.line ++ ":" ++ Nat.repr ms[i].pos.column ++ ": " ++ (← messageText ms[i]))
    else firstError ms (i + 1)
  else pure ""

def quiet (state : Command.State) : Command.State := setFlag state `linter.all false

def elabHeader (memory : IO.Ref Memory) (text : String) : IO (Except Fault Command.State) := do
  let input := inputOf text
  let (imports, position, parsing, _) ← parseImports input
  try
    let env ← importsOf memory imports
    let run ← runCommands headerLimits input position { state := quiet (initialState env {} {}), messages := keep parsing.toList #[] }
    if hasError run.messages then return fault "malformed" ("the header does not elaborate: " ++ (← firstError run.messages 0))
    pure (.ok { run.state with messages := {} })
  catch e => pure (fault "malformed" ("the header does not elaborate: " ++ e.toString))

def headerOf (memory : IO.Ref Memory) (text : String) : IO (Except Fault Command.State) := do
  match lookup (← memory.get).headers text with
  | some header => pure header
  | none => do
    let header ← elabHeader memory text
    memory.modify fun m => { m with headers := remember m.headers text header 64 }
    pure header

/-! ### The reference -/

def dependsOnSorry (c : ConstantInfo) : Bool :=
  match c with
  | .thmInfo v => mentions v.value.getUsedConstants 0
  | _ => false
where
  mentions (ns : Array Name) (i : Nat) : Bool :=
    if h : i < ns.size then ns[i] == ``sorryAx || mentions ns (i + 1) else false
  termination_by ns.size - i

structure Added where
  targets : List Name := []
  others : List Name := []

/-- Splits what a statement added into its target and the rest, leaving out what Lean makes up on the way. -/
partial def split (base env : Environment) (names : List Name) (acc : Added) : Added :=
  match names with
  | [] => acc
  | n :: names =>
    if (base.find? n).isSome || n.isInternalDetail then split base env names acc else
    match env.find? n with
    | some (.thmInfo v) =>
      if dependsOnSorry (.thmInfo v) then split base env names { acc with targets := n :: acc.targets } else split base env names acc
    | some (.axiomInfo _) => split base env names { acc with others := n :: acc.others }
    | some (.defnInfo _) => split base env names { acc with others := n :: acc.others }
    | some (.opaqueInfo _) => split base env names { acc with others := n :: acc.others }
    | some (.inductInfo _) => split base env names { acc with others := n :: acc.others }
    | _ => split base env names acc

partial def isUnder (n prefix' : Name) : Bool := n == prefix' || (match n with
  | .str p _ => isUnder p prefix'
  | .num p _ => isUnder p prefix'
  | .anonymous => false)

partial def notUnder (names : List Name) (target : Name) : List Name :=
  match names with
  | [] => []
  | n :: names => if isUnder n target then notUnder names target else n :: notUnder names target

def elabReference (memory : IO.Ref Memory) (headerText statement : String) : IO (Except (Fault × Array Message) Reference) := do
  match ← headerOf memory headerText with
  | .error f => return .error (f, #[])
  | .ok header =>
    let input := inputOf (statement ++ "\n  sorry\n")
    let run ← runCommands statementLimits input {} { state := header }
    let malformed (detail : String) : Except (Fault × Array Message) Reference := .error (.mk "malformed" detail, run.messages)
    if run.refused then return malformed "the statement runs code (a macro, `#eval` and the like); such things belong in the header"
    if hasError run.messages then return malformed ("the statement does not elaborate: " ++ (← firstError run.messages 0))
    if run.theorems != 1 then return malformed ("the statement must state exactly one theorem, not " ++ Nat.repr run.theorems)
    let env := run.state.env
    let added := split header.env env (addedConstants env) {}
    match added.targets with
    | [target] =>
      match env.find? target with
      | none => return malformed "the statement's theorem is missing"
      | some info =>
        let others := notUnder added.others target
        let w := Closure.visitAll { env := env, base := header.env } info.type.getUsedConstants 0
        let rests := Certificate.toList w.found 0
        let typeHash := Certificate.digest info.levelParams info.type rests
        let negationHash := Certificate.digest info.levelParams (mkApp (mkConst ``Not) info.type) rests
        let constants := Closure.names (Closure.visitList w others).found 0 []
        pure (.ok { env := env, target := target, constants := target :: constants, typeHash := typeHash, negationHash := negationHash })
    | _ => return malformed "the statement must end in `:=` or `:= by`, where its proof is missing"

def referenceOf (memory : IO.Ref Memory) (header statement : String) : IO (Except (Fault × Array Message) Reference) := do
  let key := header ++ "\u0000" ++ statement
  match lookup (← memory.get).references key with
  | some reference =>
    memory.modify fun m => { m with references := remember m.references key reference 256 }
    pure reference
  | none => do
    let reference ← elabReference memory header statement
    memory.modify fun m => { m with references := remember m.references key reference 256 }
    pure reference

/-! ### Comparing -/

def sameParams (a b : List Name) : Bool :=
  match a, b with
  | [], [] => true
  | x :: a, y :: b => x == y && sameParams a b
  | _, _ => false

partial def sameConstructors (a b : Environment) (x y : List Name) : Bool :=
  match x, y with
  | [], [] => true
  | n :: x, m :: y => n == m && (match a.find? n, b.find? m with
      | some c, some d => c.type == d.type
      | _, _ => false) && sameConstructors a b x y
  | _, _ => false

/-- Are two environments' constants of one name the same declaration? Proofs of theorems do not matter. -/
def sameConstant (a b : Environment) (n : Name) : Bool :=
  match a.find? n, b.find? n with
  | some c, some d =>
    sameParams c.levelParams d.levelParams && c.type == d.type && (match c, d with
      | .thmInfo _, .thmInfo _ => true
      | .defnInfo v, .defnInfo w => v.value == w.value
      | .opaqueInfo v, .opaqueInfo w => v.value == w.value
      | .inductInfo v, .inductInfo w => v.numParams == w.numParams && sameConstructors a b v.ctors w.ctors
      | _, _ => false)
  | _, _ => false

partial def firstDifference (a b : Environment) (names : List Name) : Option Name :=
  match names with
  | [] => none
  | n :: names => if sameConstant a b n then firstDifference a b names else some n

/-- The last word: replays declarations on the header's environment and compares the result with the reference. -/
def audit (header : Environment) (reference : Reference) (ds : List Declaration) (heartbeats : Nat) : Except Fault Environment :=
  match Closure.replay header ds heartbeats with
  | .error f => .error f
  | .ok env =>
    match firstDifference reference.env env reference.constants with
    | none => .ok env
    | some n => if n == reference.target then fault "statement" (nameText n ++ " is not the theorem that was asked for")
      else fault "statement" (nameText n ++ " is not what the statement defines it to be")

/-- Finds what the target and the statement's own constants rest on in the submission's environment. -/
def gather (header : Environment) (reference : Reference) (env : Environment) : Except Fault Closure.Walk :=
  match env.find? reference.target with
  | none => fault "statement" ("the submission has no theorem " ++ nameText reference.target)
  | some c =>
    if !isTheorem c then fault "statement" (nameText reference.target ++ " is not a theorem")
    else match firstDifference reference.env env reference.constants with
      | some n => if n == reference.target then fault "statement" (nameText n ++ " states something else")
        else fault "statement" (nameText n ++ " is not what the statement defines it to be")
      | none =>
        let w := Closure.visitList { env := env, base := header } reference.constants
        match w.fault with
        | some f => .error f
        | none => .ok w

/-! ### Answers -/

partial def messageRows (ms : Array Message) (i : Nat) (acc : Array Json) : IO (Array Json) := do
  if h : i < ms.size then
    let m := ms[i]
    let end' := match m.endPos with
      | some p => [("end_line", Certificate.nat p.line), ("end_column", Certificate.nat p.column)]
      | none => []
    let row := Json.mkObj (("severity", severity m) :: ("line", Certificate.nat m.pos.line) :: ("column", Certificate.nat m.pos.column) ::
      ("text", (← messageText m)) :: end')
    messageRows ms (i + 1) (acc.push row)
  else pure acc

partial def nameRows (ns : Array Name) (i : Nat) (acc : Array Json) : Array Json :=
  if h : i < ns.size then nameRows ns (i + 1) (acc.push (nameText ns[i])) else acc

def answerFault (f : Fault) : List (String × Json) :=
  match f with
  | .mk reason detail => [("outcome", "rejected"), ("reason", reason), ("detail", detail)]

def textField (request : Json) (key : String) : String := Certificate.textOf (request.getObjValD key)
def natField (request : Json) (key : String) : Nat := Certificate.natOf (request.getObjValD key)

/-- May the submission import this? Only what the header has imported. -/
partial def foreignImport (env : Environment) (imports : Array Import) (i : Nat) : Option Name :=
  if h : i < imports.size then
    if hasModule env imports[i].module then foreignImport env imports (i + 1) else some imports[i].module
  else none

def elabSubmission (limits : Limits) (header : Command.State) (text : String) (skip : Nat) : IO (Except Fault Run) := do
  let input := inputOf text
  if skip > 0 then return .ok (← runCommands limits input { pos := ⟨skip⟩ } { state := header })
  let (imports, position, parsing, special) ← parseImports input
  if special then return fault "forbidden" "a submission may not begin with `prelude` or `module`"
  match foreignImport header.env imports 0 with
  | some m => return fault "elaboration" ("the submission imports " ++ nameText m ++ ", which the header does not")
  | none => return .ok (← runCommands limits input position { state := header, messages := keep parsing.toList #[] })

def judgeRun (limits : Limits) (header : Command.State) (reference : Reference) (run : Run) : List (String × Json) :=
  match gather header.env reference run.state.env with
  | .error (.mk reason detail) =>
    if run.exhausted then answerFault (.mk "limit" "out of heartbeats")
    else if hasError run.messages && reason != "axiom" && reason != "forbidden" then answerFault (.mk "elaboration" "the submission does not elaborate")
    else answerFault (.mk reason detail)
  | .ok w =>
    if run.exhausted then answerFault (.mk "limit" "out of heartbeats")
    else if hasError run.messages then answerFault (.mk "elaboration" "the submission does not elaborate")
    else
      let axioms := ("axioms", Json.arr (nameRows w.axioms 0 #[]))
      let ds := Certificate.toList w.found 0
      if run.tainted then [("outcome", "uncertified"), ("certificate", Certificate.write ds), axioms]
      else match audit header.env reference ds (limits.heartbeats * 1000) with
        | .ok _ => [("outcome", "proved"), axioms]
        | .error f => axioms :: answerFault f

def check (memory : IO.Ref Memory) (limits : Limits) (request : Json) : IO (List (String × Json)) := do
  let headerText := textField request "header"
  match ← referenceOf memory headerText (textField request "statement") with
  | .error (f, messages) => return ("messages", .arr (← messageRows messages 0 #[])) :: answerFault f
  | .ok reference =>
    let hash := ("type_hash", Json.str reference.typeHash)
    match ← headerOf memory headerText with
    | .error f => return answerFault f
    | .ok header =>
      match ← elabSubmission limits header (textField request "submission") (natField request "skip") with
      | .error f => return hash :: answerFault f
      | .ok run =>
        let messages ← messageRows run.messages 0 #[]
        return hash :: ("messages", Json.arr messages) :: ("heartbeats", Certificate.nat run.heartbeats) :: judgeRun limits header reference run

def certify (memory : IO.Ref Memory) (limits : Limits) (request : Json) : IO (List (String × Json)) := do
  let headerText := textField request "header"
  match ← referenceOf memory headerText (textField request "statement"), ← headerOf memory headerText with
  | .ok reference, .ok header =>
    let hash := ("type_hash", Json.str reference.typeHash)
    let ds := Certificate.read (request.getObjValD "certificate")
    match audit header.env reference ds (limits.heartbeats * 1000) with
    | .error f => return hash :: answerFault f
    | .ok env =>
      match gather header.env reference env with
      | .error f => return hash :: answerFault f
      | .ok w => return [("outcome", "proved"), hash, ("axioms", Json.arr (nameRows w.axioms 0 #[]))]
  | _, _ => return answerFault (.mk "malformed" "the statement does not elaborate")

def elaborate (memory : IO.Ref Memory) (request : Json) : IO (List (String × Json)) := do
  match ← referenceOf memory (textField request "header") (textField request "statement") with
  | .error (.mk _ detail, messages) => return [("ok", false), ("detail", detail), ("messages", .arr (← messageRows messages 0 #[]))]
  | .ok reference => return [("ok", true), ("target", nameText reference.target), ("type_hash", reference.typeHash), ("negation_hash", reference.negationHash)]

/-- The state in which a text's commands begin: the header's, or that of imports of its own which the header does not have. -/
def stateBefore (memory : IO.Ref Memory) (header : Command.State) (imports : Array Import) : IO Command.State := do
  match foreignImport header.env imports 0 with
  | none => pure header
  | some _ => return quiet (initialState (← importsOf memory imports) {} {})

def cut (memory : IO.Ref Memory) (mayRunCode : IO Bool) (request : Json) : IO (List (String × Json)) := do
  match ← headerOf memory (textField request "header") with
  | .error (.mk _ detail) => return [("commands", Json.arr #[]), ("detail", Json.str detail)]
  | .ok header =>
    let input := inputOf (textField request "text")
    let (imports, position, parsing, _) ← parseImports input
    try
      let state ← stateBefore memory header imports
      let limits := { headerLimits with mayRunCode := mayRunCode }
      let (rows, run) ← Cutter.commands limits input position { state := state, messages := keep parsing.toList #[] } #[]
      return [("commands", Json.arr rows), ("detail", Json.str (← firstError run.messages 0))]
    catch e => return [("commands", Json.arr #[]), ("detail", Json.str e.toString)]

def answer (memory : IO.Ref Memory) (taint : String → IO Unit) (line : String) : IO String := do
  match Json.parse line with
  | .error e => pure (Json.mkObj [("failure", "the request is not JSON: " ++ e)]).compress
  | .ok request =>
    let limits := {
      replays := true, heartbeats := natField request "heartbeats", recursion := natField request "recursion"
      mayRunCode := do taint (textField request "nonce"); pure true }
    let start ← IO.monoNanosNow
    let fields ← try
        match textField request "op" with
        | "check" => check memory limits request
        | "certify" => certify memory limits request
        | "cut" => cut memory limits.mayRunCode request
        | _ => elaborate memory request
      catch e => pure [("failure", Json.str e.toString)]
    let spent := ("lean_us", Certificate.nat (((← IO.monoNanosNow) - start) / 1000))
    pure (Json.mkObj (spent :: ("nonce", Json.str (textField request "nonce")) :: fields)).compress

/-! ### The process -/

def frame : String := "leanfork "

/-- Answers one request a line until standard input ends. -/
partial def serve (stdin stdout : IO.FS.Stream) (memory : IO.Ref Memory) (taint : String → IO Unit) : IO Unit := do
  let line ← stdin.getLine
  if line.isEmpty then return
  let reply ← answer memory taint line
  stdout.putStr (frame ++ reply ++ "\n")
  stdout.flush
  serve stdin stdout memory taint

/-- Leaves a function for the host to call, says where it is, and never returns. -/
@[noinline] unsafe def suspend (stdout : IO.FS.Stream) (f : String → IO String) : IO Unit := do
  stdout.putStr (frame ++ "function " ++ Nat.repr (ptrAddrUnsafe f).toNat ++ "\n")
  stdout.flush
  IO.Process.exit 0
  discard (f "")

public unsafe def main (args : List String) : IO Unit := do
  let stdin ← IO.getStdin
  let stdout ← IO.getStdout
  let memory ← IO.mkRef ({} : Memory)
  let taint (nonce : String) : IO Unit := do
    stdout.putStr (frame ++ "taint " ++ nonce ++ "\n")
    stdout.flush
  discard (answer memory taint "{\"op\": \"elaborate\", \"statement\": \"theorem t : 1 = 1 :=\"}")
  match args with
  | ["suspend"] => suspend stdout (answer memory taint)
  | _ => do
    stdout.putStr (frame ++ "ready\n")
    stdout.flush
    serve stdin stdout memory taint
