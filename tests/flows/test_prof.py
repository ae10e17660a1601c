import cProfile, pstats, time, os, subprocess
from tests.building import registered
from tests.flows.answers import *
from tests.flows.office import *
def test_a(office):
    n0=registered()
    office.walk(n0,"registration",checks(), consent())
    pid=subprocess.run(["pgrep","-P",str(os.getpid()),"-f","server_program"],capture_output=True,text=True).stdout.split()[0]
    def cpu(): f=open(f"/proc/{pid}/stat").read().split(); return (int(f[13])+int(f[14]))/100
    for i in range(3):
        n=registered(i+2)
        t=time.monotonic(); c=time.process_time(); s=cpu(); office.walk(n, "registration", checks(), consent()); 
        print("walk wall",time.monotonic()-t,"cpu",time.process_time()-c, "server", cpu()-s, office.ready())
        t=time.monotonic(); c=time.process_time(); s=cpu(); office.again(n, "registration")
        print("again wall",time.monotonic()-t,"cpu",time.process_time()-c, "server", cpu()-s)
    p=cProfile.Profile();  p.enable()
    office.again(n,"registration")
    p.disable(); 
    pstats.Stats(p).sort_stats("tottime").print_stats(35)
    pstats.Stats(p).sort_stats("cumtime").print_stats(45)
