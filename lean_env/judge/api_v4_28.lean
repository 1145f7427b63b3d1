/-
The judge's contact with Lean's own API, for Lean 4.28. Another Lean version is another file like this one.

The embedded Lean ships only the exported half of its library: code that the compiler would inline or specialise from
there is missing. So this program recurses over indices instead of using `for` or folds over library containers.
-/
import Lean.Elab.Frontend
import Lean.Data.Json
import Lean.Compiler.ImplementedByAttr
import Lean.Compiler.ExternAttr

open Lean Elab

set_option compiler.small 0
set_option compiler.maxRecInline 0

namespace Api

/-- Axioms that a proof may use. -/
def standardAxioms : List Name := [``propext, ``Quot.sound, ``Classical.choice]

/-- Constants through which a proof would trust the compiler, and the one that `sorry` stands for. -/
def compilerTrust : List Name := [`Lean.ofReduceBool, `Lean.ofReduceNat, `Lean.trustCompiler, `Lean.reduceBool, `Lean.reduceNat]

def inputOf (text : String) : Parser.InputContext :=
  { inputString := text, fileName := "<submission>", fileMap := FileMap.ofString text, endPos := text.rawEndPos, endPos_valid := by simp }

/-- The imports at the top of a text: modules, where the rest begins, the messages, and whether it says `prelude` or `module`. -/
def parseImports (input : Parser.InputContext) : IO (Array Import × Parser.ModuleParserState × MessageLog × Bool) := do
  let (stx, state, messages) ← Parser.parseHeader input
  let special := HeaderSyntax.isModule stx || !stx.raw[1].isNone
  pure (headerToImports stx, state, messages, special)

def importModules (imports : Array Import) : IO Environment :=
  Lean.importModules imports {} (trustLevel := 0) (loadExts := true)

def hasModule (env : Environment) (m : Name) : Bool := (env.getModuleIdx? m).isSome

def initialState (env : Environment) (messages : MessageLog) (options : Options) : Command.State :=
  Command.mkState env messages options

def scopeOf (state : Command.State) : Command.Scope :=
  match state.scopes with
  | scope :: _ => scope
  | [] => { header := "" }

partial def noncomputableScopes (scopes : List Command.Scope) : List Command.Scope :=
  match scopes with
  | scope :: scopes => { scope with isNoncomputable := true } :: noncomputableScopes scopes
  | [] => []

/-- The state from which the rest of a text is read as in a `noncomputable section`. -/
def withoutCode (state : Command.State) : Command.State := { state with scopes := noncomputableScopes state.scopes }

def wantsCode (state : Command.State) : Bool := !(scopeOf state).isNoncomputable

/-- Parses the next command. -/
def parseCommand (input : Parser.InputContext) (position : Parser.ModuleParserState) (state : Command.State) :
    Syntax × Parser.ModuleParserState × MessageLog :=
  let scope := scopeOf state
  let context := { env := state.env, options := scope.opts, currNamespace := scope.currNamespace, openDecls := scope.openDecls }
  Parser.parseCommand input context position state.messages

def elabCommand (input : Parser.InputContext) (stx : Syntax) (state : Command.State) : IO Command.State := do
  let context : Command.Context := { fileName := input.fileName, fileMap := input.fileMap, snap? := none, cancelTk? := none }
  match ← ((Command.elabCommandTopLevel stx).run context |>.run state).toIO' with
  | .ok (_, state) => pure state
  | .error _ => throw <| IO.userError "the command elaborator threw"

def getOption (state : Command.State) (name : Name) : Option DataValue := (scopeOf state).opts.find name

def setValue (state : Command.State) (name : Name) (value : DataValue) : Command.State :=
  match state.scopes with
  | scope :: scopes => { state with scopes := { scope with opts := scope.opts.insert name value } :: scopes }
  | [] => state

def setOption (state : Command.State) (name : Name) (value : Nat) : Command.State := setValue state name (.ofNat value)
def setFlag (state : Command.State) (name : Name) (value : Bool) : Command.State := setValue state name (.ofBool value)

/-- Adds a declaration to an environment after the kernel has checked it, within `heartbeats` small allocations. -/
def addDecl (env : Environment) (decl : Declaration) (heartbeats : Nat) : Except Kernel.Exception Environment :=
  env.addDeclCore heartbeats.toUSize decl none true

/-- The entries of the constants that were added after the imports. -/
partial def addedConstants (env : Environment) : List Name := node env.toKernelEnv.constants.map₂.root []
where
  node (n : PersistentHashMap.Node Name ConstantInfo) (acc : List Name) : List Name :=
    match n with
    | .entries es => entries es 0 acc
    | .collision ks _ _ => keys ks 0 acc
  entries (es : Array (PersistentHashMap.Entry Name ConstantInfo (PersistentHashMap.Node Name ConstantInfo))) (i : Nat) (acc : List Name) : List Name :=
    if h : i < es.size then
      entries es (i + 1) (match es[i] with
        | .entry k _ => k :: acc
        | .ref n => node n acc
        | .null => acc)
    else acc
  keys (ks : Array Name) (i : Nat) (acc : List Name) : List Name :=
    if h : i < ks.size then keys ks (i + 1) (ks[i] :: acc) else acc

/-- Is the constant's compiled code something other than its definition? -/
def isReplacedByCode (env : Environment) (n : Name) : Bool :=
  (Compiler.getImplementedBy? env n).isSome || isExtern env n

def messageText (m : Message) : IO String := m.data.toString

def severity (m : Message) : String :=
  match m.severity with
  | .error => "error"
  | .warning => "warning"
  | .information => "info"

/-- Is this constant of the header an axiom? The embedded library ships theorems without their proofs, which look like axioms,
so what is imported can only be asked of a library with proofs; the axioms of core Lean are named above either way. -/
def isAxiom (env : Environment) (n : Name) (c : ConstantInfo) : Bool :=
  match c with
  | .axiomInfo _ => (env.getModuleIdxFor? n).isNone || (match env.find? ``Nat.add_comm with
    | some (.thmInfo _) => true
    | _ => false)
  | _ => false

def isTheorem (c : ConstantInfo) : Bool :=
  match c with
  | .thmInfo _ => true
  | _ => false

/-- `partial` leaves an opaque constant with an implementation beside it. -/
def isPartialByName (env : Environment) (n : Name) : Bool := (env.find? (Compiler.mkUnsafeRecName n)).isSome

end Api

/-- Why something is refused: one of the reasons of a rejection, and a sentence. -/
inductive Fault where
  | mk (reason : String) (detail : String)

def fault (reason detail : String) : Except Fault α := .error (.mk reason detail)

def nameText (n : Name) : String := n.toString true

open Api
