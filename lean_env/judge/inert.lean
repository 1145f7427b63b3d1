/-
Which commands cannot make Lean run code that the submission wrote. The lists name what is known to be harmless; all else
counts as able to run code, which costs a second, clean replay and never a verdict.
-/

namespace Inert

def lastOf (n : Name) : String :=
  match n with
  | .str _ s => s
  | _ => ""

def oneOf (s : String) (names : List String) : Bool :=
  match names with
  | [] => false
  | n :: names => n == s || oneOf s names

def commands : List String :=
  ["declaration", "namespace", "section", "end", "open", "export", "universe", "variable", "include", "omit", "set_option",
   "attribute", "check", "check_failure", "print", "printAxioms", "printSig", "printEqns", "synth", "mixfix", "notation",
   "moduleDoc", "import", "exit", "in", "mutual", "guardMsgsCmd", "reduceCmd", "deriving", "lemma", "where", "docComment"]

/-- Syntax anywhere in a command that evaluates what it is given. -/
def evaluators : List String :=
  ["nativeDecide", "runTac", "byElab", "runConv", "runCmd", "runElab", "runMeta", "eval", "evalBang", "bvDecide", "bvDecideMacro",
   "bvTrace", "bvCheck", "bvNormalize", "plausible", "slimCheck", "observe", "unsafe", "simprocAttr", "includeStr", "declReducible",
   "dbgTrace", "elabToExpr", "evalTerm"]

def attributes : List String :=
  ["simp", "grind", "grind_pattern", "ext", "instance", "reducible", "irreducible", "semireducible", "inline", "noinline",
   "specialize", "nospecialize", "inline_if_reduce", "macro_inline", "always_inline", "refl", "symm", "trans", "elab_as_elim",
   "match_pattern", "default_instance", "inherit_doc", "deprecated", "csimp", "class", "coe", "congr", "implemented_by",
   "extern", "export", "implicit_reducible", "expose", "norm_cast", "push_cast", "gcongr", "aesop", "positivity", "to_additive",
   "eraseAttr", "defeq", "elab_without_expected_type", "induction_eliminator", "cases_eliminator", "simps", "mono", "nolint", "seval"]

/-- Roots of the options that only steer builtin code. -/
def options : List String :=
  ["maxHeartbeats", "maxRecDepth", "autoImplicit", "relaxedAutoImplicit", "pp", "trace", "linter", "synthInstance", "warn",
   "warningAsError", "smartUnfolding", "tactic", "grind", "backward", "diagnostics", "exponentiation", "debug", "hygiene",
   "quotPrecheck", "bootstrap", "structureDiamondWarning", "allowUnsafeReducibility", "profiler", "internal", "guard_msgs"]

def rootOf (n : Name) : String :=
  match n with
  | .str .anonymous s => s
  | .str p _ => rootOf p
  | .num p _ => rootOf p
  | .anonymous => ""

/-- Names through which the kernel would run compiled code, and the option of `decide` that does. -/
def compilerNames : NameSet :=
  (((({} : NameSet).insert `reduceBool).insert `reduceNat).insert `ofReduceBool).insert `ofReduceNat |>.insert `native

def runsCode (n : Name) : Bool :=
  match n with
  | .str .anonymous _ => compilerNames.contains n
  | .str p s => compilerNames.contains (.str .anonymous s) || runsCode p
  | .num p _ => runsCode p
  | .anonymous => false

def endsInAntiquot (n : Name) : Bool :=
  match n with
  | .str p s => oneOf s ["antiquot", "antiquot_scope", "antiquot_suffix_splice"] || endsInAntiquot p
  | .num p _ => endsInAntiquot p
  | .anonymous => false

mutual
/-- A value in a tactic's configuration is evaluated: only literals are harmless. -/
partial def isLiteral (stx : Syntax) : Bool :=
  match stx with
  | .node _ kind args =>
    oneOf (lastOf kind) ["null", "num", "str", "scientific", "structInst", "structInstFields", "structInstField", "structInstFieldDef",
      "optEllipsis", "dotIdent", "hole", "negConfigItem", "posConfigItem"] && literals args 0
    || lastOf kind == "structInstLVal" && !runsCode (args[0]!.getId)
  | .ident _ _ n _ => n == `true || n == `false
  | _ => true

partial def literals (args : Array Syntax) (i : Nat) : Bool :=
  if h : i < args.size then isLiteral args[i] && literals args (i + 1) else true
end

/-- Does a node open a configuration in a tactic's own way, such as `(config := …)`? -/
partial def configures (args : Array Syntax) (i : Nat) : Bool :=
  if h : i < args.size then
    (match args[i] with
      | .atom _ v => oneOf v ["config", "(config", "simp_config", "(simp_config"]
      | _ => false) || configures args (i + 1)
  else false

def isInertAttribute (stx : Syntax) : Bool :=
  if lastOf stx.getKind == "simple" then oneOf (lastOf stx[0].getId) attributes else oneOf (lastOf stx.getKind) attributes

/-- Kinds of core Lean, whose grammar opens no configuration but through the kinds that a scan looks at. -/
def isFixed (kind : Name) : Bool :=
  match kind with
  | .str .anonymous s => !oneOf s ["null", "group", "choice"]
  | _ => rootOf kind == "Lean"

/-- What a scan of a command found. -/
structure Found where
  inert : Bool := true
  setsOption : Bool := false
  /-- Does a tactic ask the kernel on the way (`decide +kernel`)? -/
  asksKernel : Bool := false
  theorems : Nat := 0
  /-- Kinds of syntax that were seen to be nothing special; most nodes are of few kinds. -/
  plain : NameSet := {}

mutual
partial def scan (stx : Syntax) (found : Found) : Found :=
  match stx with
  | .node _ kind args => if found.plain.contains kind then scanAll args 0 found else scanSpecial kind args found
  | .ident _ _ n _ =>
    if runsCode n then { found with inert := false }
    else if n == `kernel then { found with asksKernel := true } else found
  | _ => found

partial def scanAll (args : Array Syntax) (i : Nat) (found : Found) : Found :=
  if h : i < args.size then scanAll args (i + 1) (scan args[i] found) else found

partial def scanSpecial (kind : Name) (args : Array Syntax) (found : Found) : Found :=
  let last := lastOf kind
  let refuse (bad : Bool) (found : Found) : Found := if bad then { found with inert := false } else found
  if oneOf last evaluators || endsInAntiquot kind then { found with inert := false }
  else if last == "valConfigItem" then scanAll args 0 (refuse (!isLiteral args[3]!) found)
  else if last == "posConfigItem" then scanAll args 0 found
  else if last == "attrInstance" then scanAll args 0 (refuse (!isInertAttribute args[1]!) found)
  else if last == "set_option" then
    scanAll args 0 (refuse (!oneOf (rootOf args[1]!.getId) options) { found with setsOption := true })
  else if last == "theorem" || last == "lemma" then scanAll args 0 { found with theorems := found.theorems + 1 }
  else if configures args 0 then scanAll args 0 (refuse (!literals args 0) found)
  else scanAll args 0 (if isFixed kind then { found with plain := found.plain.insert kind } else found)
end

mutual
/-- Scans a command; `inert` says that elaborating it can run no code of its author. -/
partial def command (stx : Syntax) (found : Found) : Found :=
  match stx with
  | .node _ kind args =>
    let last := lastOf kind
    if last == "null" then commandsIn args 0 found
    else if last == "in" then command args[2]! (command args[0]! found)
    else if last == "mutual" then command args[1]! found
    else if last == "guardMsgsCmd" then command args[args.size - 1]! found
    else if oneOf last commands then scan stx found
    else { found with inert := false, setsOption := true }
  | _ => found

partial def commandsIn (args : Array Syntax) (i : Nat) (found : Found) : Found :=
  if h : i < args.size then commandsIn args (i + 1) (command args[i] found) else found
end

end Inert
